/* What zlib begins with are macros, which Swift does not see (zlib.h, inflateInit2, deflateInit2). */
#include <zlib.h>

/* 15 + 32: the largest window; gzip or zlib, whichever the stream begins with. */
static inline int figured_inflate_begin(z_stream *stream) {
    return inflateInit2(stream, 15 + 32);
}

/* 15 + 16: the largest window, in the gzip format (RFC 1952). */
static inline int figured_gzip_begin(z_stream *stream, int level) {
    return deflateInit2(stream, level, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY);
}
