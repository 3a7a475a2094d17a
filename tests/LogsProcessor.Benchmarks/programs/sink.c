/*
 * sink [LINES]
 *
 * The plain receiver: listens on a free loopback port, prints the port, and reads and discards what any number of
 * connections bring; each is closed when its sender has ended its side. With LINES it prints "reached" once that many
 * line feeds came. When its standard input ends, it prints "bytes lines connections" and ends.
 */
#include <arpa/inet.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

enum { BUFFER = 256 * 1024, EVENTS = 64 };

static char buffer[BUFFER];
static long long bytes, lines, connections;

static int die(const char *what)
{
    fprintf(stderr, "sink: %s: %s\n", what, strerror(errno));
    exit(1);
}

static int listen_on_loopback(void)
{
    int listener = socket(AF_INET, SOCK_STREAM, 0);
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t length = sizeof address;
    if (listener < 0 || bind(listener, (struct sockaddr *)&address, length) < 0 || listen(listener, 1024) < 0 ||
        getsockname(listener, (struct sockaddr *)&address, &length) < 0) {
        die("cannot listen");
    }

    printf("%d\n", ntohs(address.sin_port));
    fflush(stdout);
    return listener;
}

static void watch(int poll, int descriptor)
{
    struct epoll_event event = {.events = EPOLLIN, .data.fd = descriptor};
    if (epoll_ctl(poll, EPOLL_CTL_ADD, descriptor, &event) < 0) {
        die("cannot watch a descriptor");
    }
}

static void count_lines(ssize_t length)
{
    const char *from = buffer, *end = buffer + length;
    while ((from = memchr(from, '\n', (size_t)(end - from))) != NULL) {
        lines++;
        from++;
    }
}

static void discard(int connection)
{
    ssize_t length = read(connection, buffer, BUFFER);
    if (length <= 0) {
        close(connection);
        return;
    }

    bytes += length;
    count_lines(length);
}

static void accept_from(int listener, int poll)
{
    int connection = accept(listener, NULL, NULL);
    if (connection < 0) {
        die("cannot accept");
    }

    connections++;
    watch(poll, connection);
}

int main(int count, char **arguments)
{
    long long wanted = count > 1 ? atoll(arguments[1]) : 0;
    int listener = listen_on_loopback();
    int poll = epoll_create1(0);
    watch(poll, listener);
    watch(poll, STDIN_FILENO);
    for (;;) {
        struct epoll_event events[EVENTS];
        int ready = epoll_wait(poll, events, EVENTS, -1);
        for (int index = 0; index < ready; index++) {
            int descriptor = events[index].data.fd;
            if (descriptor == STDIN_FILENO) {
                printf("%lld %lld %lld\n", bytes, lines, connections);
                return 0;
            }

            if (descriptor == listener) {
                accept_from(listener, poll);
            } else {
                discard(descriptor);
            }
        }

        if (wanted > 0 && lines >= wanted) {
            wanted = 0;
            printf("reached\n");
            fflush(stdout);
        }
    }
}
