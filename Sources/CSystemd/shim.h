/* The journal's and the service manager's C interface. SD_JOURNAL_SUPPRESS_LOCATION: a line of C here would be nobody's. */
#define SD_JOURNAL_SUPPRESS_LOCATION
#include <systemd/sd-daemon.h>
#include <systemd/sd-journal.h>
