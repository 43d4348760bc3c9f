package io.millstream.analytics.testing

import android.content.Context
import io.millstream.analytics.device.AndroidFacts
import io.millstream.analytics.device.DeviceFacts
import io.millstream.analytics.device.NetworkState

/** What Android tells, with an id and versions that a test chooses. */
internal class FakeFacts(context: Context, network: NetworkState, private val id: String) : DeviceFacts {
    private val real = AndroidFacts(context, network)
    override var appVersion: String = "1.0.0"
    override var osVersion: String = "14"

    override fun androidId(): String = id

    override fun topLevel(nowMs: Long): Map<String, Any> =
        real.topLevel(nowMs) + mapOf("app_version" to appVersion, "os_version" to osVersion)
}
