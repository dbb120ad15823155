/* One side of PACE by libeac (Debian libeac-dev, GPL-3: a separate test process): hex in, hex out, a line each.
 *   start picc|pcd mrz|can SECRET CARDACCESS    enc-nonce | dec-nonce X      map-data | map X
 *   ephemeral | agree X | token X (over the other's ephemeral key) | verify X (0 or 1)
 */
#include <eac/eac.h>
#include <eac/pace.h>
#include <openssl/buffer.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static BUF_MEM *from_hex(const char *text)
{
    size_t n = strlen(text) / 2;
    BUF_MEM *made = BUF_MEM_new();
    if (!made || !BUF_MEM_grow(made, n)) exit(3);
    for (size_t i = 0; i < n; i++) {
        unsigned byte = 0;
        if (sscanf(text + 2 * i, "%2x", &byte) != 1) exit(3);
        made->data[i] = (char)byte;
    }
    return made;
}

static void say(const BUF_MEM *bytes)
{
    if (!bytes) { puts("error"); return; }
    for (size_t i = 0; i < bytes->length; i++) printf("%02x", (unsigned char)bytes->data[i]);
    putchar('\n');
}

static void say_done(int good) { puts(good == 1 ? "ok" : "error"); }

int main(void)
{
    static char line[20000];
    EAC_CTX *side = NULL;
    PACE_SEC *secret = NULL;
    EAC_init();
    setvbuf(stdout, NULL, _IOLBF, 0);
    while (fgets(line, sizeof line, stdin)) {
        char *order = strtok(line, " \n"), *first = strtok(NULL, " \n"), *kind = strtok(NULL, " \n");
        char *word = strtok(NULL, " \n"), *access = strtok(NULL, " \n");
        if (!order) continue;
        if (!strcmp(order, "start") && access) {
            BUF_MEM *info = from_hex(access);
            if (side) EAC_CTX_clear_free(side);
            if (secret) PACE_SEC_clear_free(secret);
            side = EAC_CTX_new();
            secret = PACE_SEC_new(word, strlen(word), !strcmp(kind, "can") ? PACE_CAN : PACE_MRZ);
            say_done(side && secret && EAC_CTX_init_ef_cardaccess((unsigned char *)info->data, info->length, side));
            BUF_MEM_free(info);
            continue;
        }
        if (!side) { puts("error"); continue; }
        BUF_MEM *given = first ? from_hex(first) : NULL;
        if (!strcmp(order, "enc-nonce")) say(PACE_STEP1_enc_nonce(side, secret));
        else if (!strcmp(order, "dec-nonce")) say_done(PACE_STEP2_dec_nonce(side, secret, given));
        else if (!strcmp(order, "map-data")) say(PACE_STEP3A_generate_mapping_data(side));
        else if (!strcmp(order, "map")) say_done(PACE_STEP3A_map_generator(side, given));
        else if (!strcmp(order, "ephemeral")) say(PACE_STEP3B_generate_ephemeral_key(side));
        else if (!strcmp(order, "agree"))
            say_done(PACE_STEP3B_compute_shared_secret(side, given) == 1 ? PACE_STEP3C_derive_keys(side) : 0);
        else if (!strcmp(order, "token")) say(PACE_STEP3D_compute_authentication_token(side, given));
        else if (!strcmp(order, "verify")) puts(PACE_STEP3D_verify_authentication_token(side, given) == 1 ? "1" : "0");
        else puts("error");
        if (given) BUF_MEM_free(given);
    }
    EAC_cleanup();
    return 0;
}
