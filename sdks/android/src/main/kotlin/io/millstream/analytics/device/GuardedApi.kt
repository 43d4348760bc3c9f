package io.millstream.analytics.device

/** Marks what uses an API above 21 behind a check of the device's version; the build lets nothing else use one. */
@Retention(AnnotationRetention.BINARY)
@Target(AnnotationTarget.CLASS, AnnotationTarget.FUNCTION)
internal annotation class GuardedApi
