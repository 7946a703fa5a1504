import CCrypto
import Foundation

/// The proof that a web hook's message is ours and was not altered on the way: HMAC-SHA256 (RFC 2104, FIPS 180-4) in base64.
///
///     key "Jefe", message "what do ya want for nothing?"    W9zBRr9gdU5qBCQmCJV1x1oAPwidJzmDnexYuWTsOEM=
func signature(of message: [UInt8], key: [UInt8]) throws(AlertError) -> String {
    var digest = [UInt8](repeating: 0, count: Int(EVP_MAX_MD_SIZE))
    var length: UInt32 = 0
    let done = HMAC(EVP_sha256(), key, Int32(key.count), message, message.count, &digest, &length)
    guard done != nil, length == 32 else { throw AlertError(description: "the message could not be signed: OpenSSL refuses") }
    return Data(digest.prefix(Int(length))).base64EncodedString()
}
