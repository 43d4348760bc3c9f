package io.millstream.analytics.testing

import io.millstream.analytics.device.DeviceFacts

/** A device and app whose versions a test chooses. */
internal class FakeFacts(override var appVersion: String = "1.0.0", override var osVersion: String = "14") : DeviceFacts {
    override fun androidId(): String = "device-1"

    override fun topLevel(nowMs: Long): Map<String, Any> = mapOf("app_version" to appVersion, "os_version" to osVersion)
}
