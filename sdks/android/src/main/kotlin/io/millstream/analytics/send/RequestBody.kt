package io.millstream.analytics.send

import android.util.Base64
import java.io.ByteArrayOutputStream
import java.security.MessageDigest
import java.util.zip.GZIPOutputStream

/** Body of a request and the first 8 hexadecimal digits of its SHA-256. */
internal class RequestBody(val bytes: ByteArray, val isCompressed: Boolean) {
    val hashCode: String
        get() = MessageDigest.getInstance("SHA-256").digest(bytes).take(HASH_BYTES).joinToString("") { "%02x".format(it) }

    companion object {
        private const val HASH_BYTES = 4

        /** A JSON array of [events], as base64 text of its gzip when [isCompressed]. */
        fun of(events: List<String>, isCompressed: Boolean): RequestBody {
            val plain = events.joinToString(",", "[", "]").toByteArray()
            if (!isCompressed) return RequestBody(plain, false)
            val packed = ByteArrayOutputStream().also { target -> GZIPOutputStream(target).use { it.write(plain) } }
            return RequestBody(Base64.encode(packed.toByteArray(), Base64.NO_WRAP), true)
        }
    }
}
