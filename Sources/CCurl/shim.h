/* Typed doors to libcurl's variadic functions, which Swift cannot call; the parentheses step round curl's type-checking macros. */
#ifndef FIGURED_CCURL_SHIM_H
#define FIGURED_CCURL_SHIM_H

#include <curl/curl.h>

static inline CURLcode figured_setopt_long(CURL *handle, CURLoption option, long value) {
    return (curl_easy_setopt)(handle, option, value);
}

static inline CURLcode figured_setopt_string(CURL *handle, CURLoption option, const char *value) {
    return (curl_easy_setopt)(handle, option, value);
}

#endif
