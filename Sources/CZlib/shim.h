/* zlib's inflate; the macro that begins it is not imported. */
#include <zlib.h>

/* 15 + 32: the largest window; gzip or zlib, whichever the stream begins with (zlib.h, inflateInit2). */
static inline int figured_inflate_begin(z_stream *stream) {
    return inflateInit2(stream, 15 + 32);
}
