package io.millstream.analytics.runtime

/** Both times of the device. The wall clock may jump, the elapsed one only advances (also while the device sleeps). */
internal interface Clock {
    /** Milliseconds since 1970, as the person's device shows it. */
    fun wallMs(): Long

    /** Milliseconds since some fixed moment, never set back. */
    fun elapsedMs(): Long
}

/** The clocks of a real device. */
internal object DeviceClock : Clock {
    override fun wallMs(): Long = System.currentTimeMillis()

    override fun elapsedMs(): Long = android.os.SystemClock.elapsedRealtime()
}

/** One moment on both clocks, taken on the caller's thread, so that waiting for the worker does not shift an event. */
internal class Moment(val wallMs: Long, val elapsedMs: Long)

internal fun Clock.moment(): Moment = Moment(wallMs(), elapsedMs())
