import type { Migration } from '../migration.ts'
import { officeLog } from './0001-office-log.ts'
import { account } from './0002-account.ts'
import { blob } from './0003-blob.ts'
import { application } from './0004-application.ts'
import { ownResident } from './0005-own-resident.ts'
import { feed } from './0006-feed.ts'
import { printing } from './0007-printing.ts'
import { blank } from './0008-blank.ts'
import { printTemplate } from './0009-print-template.ts'
import { clerkFinger } from './0010-clerk-finger.ts'
import { lateComparison } from './0011-late-comparison.ts'

/** Every step of the schema, oldest first. */
export const migrations: readonly Migration[] = [
  officeLog,
  account,
  blob,
  application,
  ownResident,
  feed,
  printing,
  blank,
  printTemplate,
  clerkFinger,
  lateComparison,
]
