package io.millstream.analytics.send

import java.net.InetAddress
import java.net.Socket
import java.net.URL
import java.net.URLConnection
import javax.net.ssl.HostnameVerifier
import javax.net.ssl.HttpsURLConnection
import javax.net.ssl.SSLSocketFactory

/** Opens [url] at [address] instead of where the device's resolver points; certificate and server name stay those of the host. */
internal fun openAt(url: URL, address: InetAddress): URLConnection {
    val literal = address.hostAddress.orEmpty().let { if (':' in it) "[$it]" else it }
    val connection = URL(url.protocol, literal, url.port, url.file).openConnection()
    connection.setRequestProperty("Host", if (url.port < 0) url.host else "${url.host}:${url.port}")
    if (connection is HttpsURLConnection) {
        connection.sslSocketFactory = NamedSocketFactory(connection.sslSocketFactory, url.host)
        val verifier = HttpsURLConnection.getDefaultHostnameVerifier()
        connection.hostnameVerifier = HostnameVerifier { _, session -> verifier.verify(url.host, session) }
    }
    return connection
}

/** Tells the server the host's name in the TLS handshake although the connection goes to an address. */
private class NamedSocketFactory(private val plain: SSLSocketFactory, private val name: String) : SSLSocketFactory() {
    override fun getDefaultCipherSuites(): Array<String> = plain.defaultCipherSuites

    override fun getSupportedCipherSuites(): Array<String> = plain.supportedCipherSuites

    override fun createSocket(socket: Socket, host: String, port: Int, autoClose: Boolean): Socket =
        plain.createSocket(socket, name, port, autoClose)

    override fun createSocket(host: String, port: Int): Socket = plain.createSocket(host, port)

    override fun createSocket(host: String, port: Int, localHost: InetAddress, localPort: Int): Socket =
        plain.createSocket(host, port, localHost, localPort)

    override fun createSocket(host: InetAddress, port: Int): Socket = plain.createSocket(host, port)

    override fun createSocket(address: InetAddress, port: Int, localAddress: InetAddress, localPort: Int): Socket =
        plain.createSocket(address, port, localAddress, localPort)
}
