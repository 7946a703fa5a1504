/* The journal's and the service manager's C interface. SD_JOURNAL_SUPPRESS_LOCATION: a line of C here would be nobody's. */
#define SD_JOURNAL_SUPPRESS_LOCATION
#include <string.h>
#include <sys/timex.h>
#include <systemd/sd-daemon.h>
#include <systemd/sd-journal.h>

/* adjtimex(2), which Swift's Glibc does not know: 1 something keeps the clock right, 0 nothing does, -1 we may not ask. */
static inline int figured_clock_is_kept(void) {
    struct timex time;
    memset(&time, 0, sizeof time);
    int state = adjtimex(&time);
    return state < 0 ? -1 : state != TIME_ERROR;
}
