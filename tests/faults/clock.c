/* Put the time of day forward or back for one process and its children: LD_PRELOAD.

   SAFE_TO_SHARE_CLOCK names a file of eight bytes, the seconds to add; whoever writes it puts the
   clock at once. The monotonic clock, which nobody can put, stays as it is. */

#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/time.h>
#include <time.h>

static volatile int64_t *put;
static int (*real_clock)(clockid_t, struct timespec *);

__attribute__((constructor)) static void find(void)
{
    const char *name = getenv("SAFE_TO_SHARE_CLOCK");
    int file = name ? open(name, O_RDONLY | O_CLOEXEC) : -1;
    real_clock = (int (*)(clockid_t, struct timespec *))dlsym(RTLD_NEXT, "clock_gettime");
    if (file >= 0) {
        void *seen = mmap(NULL, sizeof *put, PROT_READ, MAP_SHARED, file, 0);
        put = seen == MAP_FAILED ? NULL : seen;
    }
}

int clock_gettime(clockid_t which, struct timespec *at)
{
    if (!real_clock)
        find();
    int failed = real_clock(which, at);
    if (!failed && put && (which == CLOCK_REALTIME || which == CLOCK_REALTIME_COARSE))
        at->tv_sec += *put;
    return failed;
}

int gettimeofday(struct timeval *at, void *zone)
{
    (void)zone;
    struct timespec now;
    int failed = clock_gettime(CLOCK_REALTIME, &now);
    at->tv_sec = now.tv_sec;
    at->tv_usec = now.tv_nsec / 1000;
    return failed;
}

time_t time(time_t *at)
{
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    if (at)
        *at = now.tv_sec;
    return now.tv_sec;
}
