/* Typed doors to libcurl's variadic functions, which Swift cannot call; the parentheses step round curl's type-checking macros. */
#ifndef FIGURED_CCURL_SHIM_H
#define FIGURED_CCURL_SHIM_H

#include <arpa/inet.h>
#include <curl/curl.h>
#include <malloc.h>
#include <netinet/in.h>
#include <string.h>
#include <sys/socket.h>

static inline CURLcode figured_setopt_long(CURL *handle, CURLoption option, long value) {
    return (curl_easy_setopt)(handle, option, value);
}

static inline CURLcode figured_setopt_offset(CURL *handle, CURLoption option, curl_off_t value) {
    return (curl_easy_setopt)(handle, option, value);
}

static inline CURLcode figured_setopt_string(CURL *handle, CURLoption option, const char *value) {
    return (curl_easy_setopt)(handle, option, value);
}

static inline CURLcode figured_setopt_pointer(CURL *handle, CURLoption option, void *value) {
    return (curl_easy_setopt)(handle, option, value);
}

static inline CURLcode figured_setopt_receive(CURL *handle, CURLoption option, curl_write_callback receive) {
    return (curl_easy_setopt)(handle, option, receive);
}

static inline CURLcode figured_setopt_open_socket(CURL *handle, curl_opensocket_callback open_socket) {
    return (curl_easy_setopt)(handle, CURLOPT_OPENSOCKETFUNCTION, open_socket);
}

static inline CURLcode figured_setopt_before_request(CURL *handle, curl_prereq_callback before_request) {
    return (curl_easy_setopt)(handle, CURLOPT_PREREQFUNCTION, before_request);
}

static inline CURLcode figured_setopt_debug(CURL *handle, curl_debug_callback debug) {
    return (curl_easy_setopt)(handle, CURLOPT_DEBUGFUNCTION, debug);
}

static inline CURLMcode figured_multi_setopt_long(CURLM *multi, CURLMoption option, long value) {
    return (curl_multi_setopt)(multi, option, value);
}

static inline CURLcode figured_getinfo_long(CURL *handle, CURLINFO info, long *value) {
    return (curl_easy_getinfo)(handle, info, value);
}

static inline CURLcode figured_getinfo_offset(CURL *handle, CURLINFO info, curl_off_t *value) {
    return (curl_easy_getinfo)(handle, info, value);
}

static inline CURLcode figured_getinfo_string(CURL *handle, CURLINFO info, const char **value) {
    return (curl_easy_getinfo)(handle, info, value);
}

static inline CURLcode figured_getinfo_pointer(CURL *handle, CURLINFO info, void **value) {
    return (curl_easy_getinfo)(handle, info, value);
}

/* Lets malloc keep so many bytes that were freed instead of giving them back at once: bodies come and go by the hundred kilobytes,
   and to have each page of memory mapped and cleared anew by the system costs more than all else that is done with them. */
static inline void figured_keep_freed_memory(int bytes) {
#ifdef __GLIBC__
    mallopt(M_TRIM_THRESHOLD, bytes);
    mallopt(M_MMAP_THRESHOLD, 1 << 20);
#else
    (void)bytes;
#endif
}

/* Copies an address in network order; gives its length, 4 or 16, and 0 for what is neither IPv4 nor IPv6.
   In C because the address is longer than the `struct sockaddr` it is declared as. */
static inline int figured_address_bytes(const struct curl_sockaddr *address, unsigned char bytes[16]) {
    if (address->family == AF_INET) {
        memcpy(bytes, &((const struct sockaddr_in *)(const void *)&address->addr)->sin_addr, 4);
        return 4;
    }
    if (address->family == AF_INET6) {
        memcpy(bytes, &((const struct sockaddr_in6 *)(const void *)&address->addr)->sin6_addr, 16);
        return 16;
    }
    return 0;
}

#endif
