package io.millstream.analytics.event

/** Names of the events that the SDK records itself. */
internal object EventNames {
    const val FIRST_OPEN = "_first_open"
    const val SESSION_START = "_session_start"
    const val APP_START = "_app_start"
    const val APP_END = "_app_end"
    const val SCREEN_VIEW = "_screen_view"
    const val USER_ENGAGEMENT = "_user_engagement"
    const val PROFILE_SET = "_profile_set"
    const val APP_EXCEPTION = "_app_exception"
    const val APP_UPDATE = "_app_update"
    const val OS_UPDATE = "_os_update"
    const val ERROR = "_clickstream_error"
}
