package io.millstream.analytics.app

import io.millstream.analytics.testing.AndroidTest
import io.millstream.analytics.testing.FakeCollector
import io.millstream.analytics.testing.Meeting
import io.millstream.analytics.testing.TestDevice
import io.millstream.analytics.testing.attributes
import io.millstream.analytics.testing.storedOf
import org.junit.After
import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Test

public class CrashHandlerTest : AndroidTest() {
    private val before = Thread.getDefaultUncaughtExceptionHandler()
    private val passedOn = ArrayList<Throwable>()
    private val collector = FakeCollector()
    private val device = TestDevice(transport = collector)

    @After
    public fun restoreHandler(): Unit = Thread.setDefaultUncaughtExceptionHandler(before)

    private fun crash(isTracking: Boolean, problem: Throwable) {
        Thread.setDefaultUncaughtExceptionHandler { _, passed -> passedOn.add(passed) }
        device.start(TestDevice.configuration().withTrackAppExceptionEvents(isTracking))
        Thread.getDefaultUncaughtExceptionHandler()?.uncaughtException(Thread.currentThread(), problem)
    }

    @Test
    public fun `records and sends what the app dies of, and passes it on`() {
        val problem = IllegalStateException("x".repeat(5_000))
        crash(isTracking = true, problem)
        val attributes = collector.storedOf("_app_exception").single().attributes
        assertEquals("x".repeat(4_096), attributes.getString("_exception_message"))
        assertEquals(4_096, attributes.getString("_exception_stack").length)
        assertTrue(attributes.getString("_exception_stack").startsWith("java.lang.IllegalStateException"))
        assertEquals(listOf(problem), passedOn)
    }

    @Test
    public fun `keeps the crash for the next start when it cannot be sent in time`() {
        collector.meetings.addAll(listOf(Meeting.Answer(200), Meeting.Hang))
        crash(isTracking = true, IllegalStateException())
        assertEquals(1, passedOn.size)
        assertEquals(0, collector.storedOf("_app_exception").size)
        device.kill()
        device.start()
        assertEquals("java.lang.IllegalStateException", collector.storedOf("_app_exception").single().attributes.getString("_exception_message"))
    }

    @Test
    public fun `records no crash unless asked to`() {
        crash(isTracking = false, IllegalStateException())
        device.clock.pass(60_000)
        assertEquals(listOf(0, 1), listOf(collector.storedOf("_app_exception").size, passedOn.size))
    }
}
