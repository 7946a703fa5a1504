/* OpenSSL's one-shot keyed hash; libcurl brings the library anyway. */
#include <openssl/evp.h>
#include <openssl/hmac.h>
