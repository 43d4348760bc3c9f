package io.millstream.analytics.client

/** Names of the facts kept beside the queue. */
internal object StateNames {
    const val USER = "user"
    const val SESSION = "session"
    const val OPENED = "opened"
    const val SEQUENCE = "sequence"
    const val BACK_OFF = "backOff"
    const val CONSENT = "consent"
    const val APP_VERSION = "appVersion"
    const val OS_VERSION = "osVersion"
    const val TRAFFIC = "traffic"
}
