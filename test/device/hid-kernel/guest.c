// First program of a guest that holds nothing but a kernel and the project's Node: it makes HID devices through /dev/uhid, as the steps in
// /steps say, while Node reads them through the kernel's own hidraw. Both speak on the second serial line; the first is the kernel's.
//
// Steps, one a line: "plug NAME PRODUCT DESCRIPTOR" (a name without blanks, then hex) | "report NAME HEX" | "unplug NAME" | "wait MS" |
// "opened NAME", which waits until somebody has opened the device.

#include <errno.h>
#include <fcntl.h>
#include <linux/uhid.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/reboot.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define MOST_DEVICES 4
#define OPEN_WAIT_MS 120000

struct device {
	char name[64];
	int file;
	int opened;
};
static struct device devices[MOST_DEVICES];

static void end(const char *step, int code)
{
	printf("{\"guest\":\"%s\",\"code\":%d}\n", step, code);
	fflush(stdout);
	// The line empties before the machine goes.
	usleep(200000);
	sync();
	reboot(RB_AUTOBOOT);
	for (;;)
		pause();
}

static void need(int fine, const char *step)
{
	if (!fine)
		end(step, errno);
}

static void load(const char *module)
{
	int file = open(module, O_RDONLY | O_CLOEXEC);
	need(file >= 0, module);
	need(syscall(SYS_finit_module, file, "", 0) == 0, module);
	close(file);
}

static size_t bytes_of(const char *hex, unsigned char *out, size_t most)
{
	size_t length = 0;
	unsigned byte;
	while (length < most && sscanf(hex + 2 * length, "%2x", &byte) == 1)
		out[length++] = byte;
	return length;
}

static struct device *find(const char *name)
{
	for (int i = 0; i < MOST_DEVICES; i++)
		if (strcmp(devices[i].name, name) == 0)
			return &devices[i];
	errno = ENODEV;
	need(0, "no such device in the steps");
	return NULL;
}

// The kernel's words: somebody opens, somebody closes, the rest is of no interest here.
static void hear(int ms)
{
	struct pollfd polled[MOST_DEVICES];
	for (int i = 0; i < MOST_DEVICES; i++) {
		polled[i].fd = devices[i].name[0] ? devices[i].file : -1;
		polled[i].events = POLLIN;
	}
	if (poll(polled, MOST_DEVICES, ms) <= 0)
		return;
	for (int i = 0; i < MOST_DEVICES; i++) {
		struct uhid_event event;
		if (!(polled[i].revents & POLLIN) || read(devices[i].file, &event, sizeof event) <= 0)
			continue;
		if (event.type == UHID_OPEN || event.type == UHID_CLOSE)
			devices[i].opened = event.type == UHID_OPEN;
	}
}

static long now_ms(void)
{
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static void wait_ms(long ms)
{
	for (long until = now_ms() + ms, left; (left = until - now_ms()) > 0;)
		hear(left);
}

static void tell(const struct device *device, const struct uhid_event *event, const char *step)
{
	need(write(device->file, event, sizeof *event) > 0, step);
}

static void plug(const char *name, unsigned product, const char *descriptor)
{
	struct device *device = find("");
	struct uhid_event event = {.type = UHID_CREATE2};
	snprintf(device->name, sizeof device->name, "%s", name);
	device->opened = 0;
	device->file = open("/dev/uhid", O_RDWR | O_CLOEXEC);
	need(device->file >= 0, "open /dev/uhid");
	snprintf((char *)event.u.create2.name, sizeof event.u.create2.name, "%s", name);
	snprintf((char *)event.u.create2.uniq, sizeof event.u.create2.uniq, "SN-%04x", product);
	event.u.create2.rd_size = bytes_of(descriptor, event.u.create2.rd_data, sizeof event.u.create2.rd_data);
	// A USB device would have to have a USB parent; Bluetooth has none.
	event.u.create2.bus = 5;
	event.u.create2.vendor = 0x1234;
	event.u.create2.product = product;
	tell(device, &event, "plug");
}

static void report(struct device *device, const char *hex)
{
	struct uhid_event event = {.type = UHID_INPUT2};
	event.u.input2.size = bytes_of(hex, event.u.input2.data, sizeof event.u.input2.data);
	tell(device, &event, "report");
}

static void take(char *line)
{
	char *word = strtok(line, " \n"), *first = strtok(NULL, " \n"), *second = strtok(NULL, " \n");
	if (!word || !first)
		return;
	if (strcmp(word, "wait") == 0) {
		wait_ms(atol(first));
	} else if (strcmp(word, "plug") == 0 && second) {
		char *descriptor = strtok(NULL, " \n");
		plug(first, strtoul(second, NULL, 16), descriptor ? descriptor : "");
	} else if (strcmp(word, "report") == 0 && second) {
		report(find(first), second);
	} else if (strcmp(word, "unplug") == 0) {
		struct device *device = find(first);
		close(device->file);
		memset(device, 0, sizeof *device);
	} else if (strcmp(word, "opened") == 0) {
		struct device *device = find(first);
		errno = ETIMEDOUT;
		for (long until = now_ms() + OPEN_WAIT_MS; !device->opened; hear(100))
			need(now_ms() < until, "nobody opened the device");
	} else {
		errno = EINVAL;
		need(0, "no such step");
	}
}

int main(int count, char **words)
{
	static char line[20000];
	(void)count;
	mkdir("/proc", 0755), mkdir("/sys", 0755), mkdir("/dev", 0755), mkdir("/tmp", 0777);
	mount("proc", "/proc", "proc", 0, NULL), mount("sysfs", "/sys", "sysfs", 0, NULL);
	mount("devtmpfs", "/dev", "devtmpfs", 0, NULL);
	int serial = open("/dev/ttyS1", O_RDWR | O_NOCTTY);
	if (serial >= 0)
		dup2(serial, 1), dup2(serial, 2), close(serial);
	setenv("PATH", "/", 1);
	load("/modules/hid.ko"), load("/modules/hid-generic.ko"), load("/modules/uhid.ko");
	printf("{\"guest\":\"up\",\"code\":%ld}\n", now_ms());
	fflush(stdout);

	// What stands on the kernel's command line behind "--" is Node's.
	pid_t reader = fork();
	need(reader >= 0, "fork");
	if (reader == 0) {
		words[0] = "/node";
		execv("/node", words);
		_exit(127);
	}
	FILE *steps = fopen("/steps", "re");
	need(steps != NULL, "open /steps");
	while (fgets(line, sizeof line, steps))
		take(line);
	int status = 0;
	while (waitpid(reader, &status, WNOHANG) == 0)
		hear(50);
	end("ended", WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status));
}
