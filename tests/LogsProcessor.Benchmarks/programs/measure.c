/*
 * measure REPORT COMMAND [ARGUMENT...]
 *
 * Runs COMMAND and writes what it and its descendants used into the file REPORT, as the kernel counts it (wait4):
 * {"exitCode":0,"cpuSeconds":1.25,"wallSeconds":0.9,"peakKb":50000}. It is small, so that the peak memory is the
 * command's own and not what it inherits at its start. SIGTERM and SIGINT are passed on to the command.
 */
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static volatile sig_atomic_t child;

static void pass_on(int number)
{
    if (child > 0) {
        kill(child, number);
    }
}

static double seconds_of(struct timeval time) { return (double)time.tv_sec + (double)time.tv_usec / 1e6; }

static double now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

static int fail(const char *what, const char *name)
{
    fprintf(stderr, "measure: %s '%s': %s\n", what, name, strerror(errno));
    return 125;
}

int main(int count, char **arguments)
{
    if (count < 3) {
        fprintf(stderr, "usage: measure REPORT COMMAND [ARGUMENT...]\n");
        return 2;
    }

    struct sigaction action = {.sa_handler = pass_on};
    double started = now();
    pid_t pid = fork();
    if (pid < 0) {
        return fail("cannot fork for", arguments[2]);
    }
    if (pid == 0) {
        execvp(arguments[2], arguments + 2);
        _exit(fail("cannot run", arguments[2]));
    }

    child = pid;
    sigaction(SIGTERM, &action, NULL);
    sigaction(SIGINT, &action, NULL);
    int status;
    struct rusage used;
    while (wait4(pid, &status, 0, &used) < 0) {
        if (errno != EINTR) {
            return fail("cannot wait for", arguments[2]);
        }
    }

    double wall = now() - started;
    int code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    FILE *report = fopen(arguments[1], "w");
    if (report == NULL) {
        return fail("cannot write", arguments[1]);
    }

    fprintf(report, "{\"exitCode\":%d,\"cpuSeconds\":%.6f,\"wallSeconds\":%.6f,\"peakKb\":%ld}\n", code,
            seconds_of(used.ru_utime) + seconds_of(used.ru_stime), wall, used.ru_maxrss);
    return fclose(report) == 0 ? code : fail("cannot write", arguments[1]);
}
