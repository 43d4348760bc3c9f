package io.millstream.analytics.conformance

import java.io.IOException
import java.net.HttpURLConnection
import java.net.URL
import org.json.JSONArray
import org.json.JSONObject

/** The driver's end of the kit's control server. */
internal class ControlClient(private val address: String) {
    fun hello(capabilities: List<String>) {
        post("/hello", JSONObject().put("platform", "android").put("capabilities", JSONArray(capabilities)))
    }

    /** The next command; null at the end. */
    fun nextCommand(): JSONObject? {
        while (true) {
            val connection = open("/command")
            when (statusOf(connection)) {
                HttpURLConnection.HTTP_OK -> return JSONObject(connection.inputStream.use { it.readBytes().decodeToString() })
                HttpURLConnection.HTTP_GONE -> return null
            }
        }
    }

    /** A run that breaks off closes the connection; that is an end too. */
    private fun statusOf(connection: HttpURLConnection): Int = try {
        connection.responseCode
    } catch (_: IOException) {
        HttpURLConnection.HTTP_GONE
    }

    fun answer(answer: JSONObject) = post("/answer", answer)

    private fun post(path: String, body: JSONObject) {
        val connection = open(path)
        connection.requestMethod = "POST"
        connection.doOutput = true
        connection.outputStream.use { it.write(body.toString().toByteArray()) }
        check(connection.responseCode == HttpURLConnection.HTTP_OK) { "$path: ${connection.responseCode}" }
        connection.inputStream.close()
    }

    private fun open(path: String): HttpURLConnection {
        val connection = URL("$address$path").openConnection() as HttpURLConnection
        connection.readTimeout = READ_TIMEOUT_MS
        return connection
    }

    private companion object {
        const val READ_TIMEOUT_MS = 60_000
    }
}
