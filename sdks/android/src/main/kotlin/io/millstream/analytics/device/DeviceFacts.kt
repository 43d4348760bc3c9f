package io.millstream.analytics.device

/** Facts about device and app at the top level of each event. */
internal interface DeviceFacts {
    val osVersion: String
    val appVersion: String

    /** Android's own id of this device and app, where there is one. */
    fun androidId(): String?

    fun topLevel(nowMs: Long): Map<String, Any>
}
