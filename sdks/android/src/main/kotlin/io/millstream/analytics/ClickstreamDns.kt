package io.millstream.analytics

import java.net.InetAddress

/** Name resolution of the app's own, for networks whose own cannot be trusted. */
public fun interface ClickstreamDns {
    /** Addresses of [host], the first is used; none or a throw falls back to the device's resolver. */
    public fun lookup(host: String): List<InetAddress>
}
