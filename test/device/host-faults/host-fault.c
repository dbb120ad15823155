// Stands in for a maker's library that misbehaves inside a driver's own process. Preloaded into it; does nothing until a file named after the
// process's number appears in $SO_BO_FAULTS, then does what the file's one word says.

#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define CHANNEL 3

static pthread_t main_thread;
static char order_file[400];

static void hang_here(int signal)
{
	(void)signal;
	for (;;)
		pause();
}

static void obey(const char *word)
{
	if (strcmp(word, "garbage") == 0) {
		// Not a frame: a length of four billion, then text.
		static const char bytes[] = "\xff\xff\xff\xff\xff\xff\xff\xff NGUYEN VAN AN";
		if (write(CHANNEL, bytes, sizeof bytes) < 0)
			_exit(3);
	} else if (strcmp(word, "hang") == 0) {
		struct sigaction action = {.sa_handler = hang_here};
		sigaction(SIGUSR2, &action, NULL);
		pthread_kill(main_thread, SIGUSR2);
	} else if (strcmp(word, "memory") == 0) {
		const size_t piece = 16 << 20;
		for (char *taken; (taken = malloc(piece)); usleep(2000))
			memset(taken, 1, piece);
	} else if (strcmp(word, "crash") == 0) {
		signal(SIGSEGV, SIG_DFL);
		raise(SIGSEGV);
	}
}

static void *watch(void *unused)
{
	(void)unused;
	for (;; usleep(20000)) {
		char word[40] = "";
		FILE *order = fopen(order_file, "re");
		if (!order)
			continue;
		int read = fscanf(order, "%39s", word);
		fclose(order);
		if (read != 1)
			continue;
		unlink(order_file);
		obey(word);
	}
	return NULL;
}

__attribute__((constructor)) static void begin(void)
{
	const char *folder = getenv("SO_BO_FAULTS");
	pthread_t watcher;
	if (!folder)
		return;
	main_thread = pthread_self();
	snprintf(order_file, sizeof order_file, "%s/%d", folder, getpid());
	if (pthread_create(&watcher, NULL, watch, NULL) == 0)
		pthread_detach(watcher);
}
