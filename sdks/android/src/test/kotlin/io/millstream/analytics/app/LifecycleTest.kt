package io.millstream.analytics.app

import android.app.Activity
import io.millstream.analytics.ClickstreamAnalytics.Attr
import io.millstream.analytics.ClickstreamAnalytics.Event
import io.millstream.analytics.ClickstreamEvent
import io.millstream.analytics.ClickstreamInstance
import io.millstream.analytics.testing.AndroidTest
import io.millstream.analytics.testing.FakeCollector
import io.millstream.analytics.testing.TestActivity
import io.millstream.analytics.testing.TestDevice
import io.millstream.analytics.testing.attributes
import io.millstream.analytics.testing.storedOf
import org.junit.Assert.assertEquals
import org.junit.Test
import org.robolectric.Robolectric

public class LifecycleTest : AndroidTest() {
    private val collector = FakeCollector()
    private val device = TestDevice(transport = collector)

    /** An Activity without a name of its own. */
    public class CartActivity : Activity()

    /** One that Android is about to replace by itself. */
    public class RotatingActivity : Activity() {
        public var rotates: Boolean = false

        override fun isChangingConfigurations(): Boolean = rotates
    }

    private fun ClickstreamInstance.showScreen(name: String) =
        recordEvent(ClickstreamEvent.builder().name(Event.SCREEN_VIEW).add(Attr.SCREEN_NAME, name).add("tab", 2).build())

    private fun screens() = collector.storedOf("_screen_view").map { it.attributes.getString("_screen_name") }

    @Test
    public fun `names a screen after its class, and tells instances of one class apart`() {
        val analytics = device.start()
        val first = Robolectric.buildActivity(CartActivity::class.java).create().start().resume()
        first.pause()
        val second = Robolectric.buildActivity(CartActivity::class.java).create().start().resume()
        first.stop()
        second.pause().resume()
        analytics.flushEvents()
        assertEquals(listOf("CartActivity", "CartActivity"), screens())
        val (before, after) = collector.storedOf("_screen_view").map { it.attributes }
        assertEquals(CartActivity::class.java.name, after.getString("_screen_id"))
        assertEquals(before.getString("_screen_unique_id"), after.getString("_previous_screen_unique_id"))
        assertEquals(emptyList<Any>(), collector.storedOf("_app_end"))
    }

    @Test
    public fun `sees no end of the app in a rotation`() {
        device.start()
        val before = Robolectric.buildActivity(RotatingActivity::class.java).create().start().resume()
        before.get().rotates = true
        before.pause().stop()
        Robolectric.buildActivity(RotatingActivity::class.java).create().start().resume().pause().stop()
        assertEquals(listOf(1, 1), listOf("_app_start", "_app_end").map { collector.storedOf(it).size })
    }

    @Test
    public fun `catches up with an Activity that was there before the SDK`() {
        device.foreground()
        device.view("Home")
        device.start().flushEvents()
        assertEquals(listOf("Home"), screens())
    }

    @Test
    public fun `tells an instance that starts later what shows already`() {
        device.start()
        device.foreground()
        device.view("Home")
        device.background()
        device.foreground()
        collector.stored.clear()
        device.start(name = "later").flushEvents()
        assertEquals(listOf("_first_open", "_session_start", "_app_start", "_screen_view"), collector.storedNames())
        assertEquals(listOf("Home"), screens())
    }

    @Test
    public fun `shows the app's own screen again in a new session`() {
        val analytics = device.start(TestDevice.configuration().withTrackScreenViewEvents(false))
        device.foreground()
        device.view("ignored")
        analytics.showScreen("Cart")
        device.background()
        device.clock.pass(1_800_000)
        device.foreground()
        analytics.flushEvents()
        assertEquals(listOf("Cart", "Cart"), screens())
        val (first, again) = collector.storedOf("_screen_view").map { it.attributes }
        assertEquals(listOf(1, 1), listOf(first.getInt("_entrances"), again.getInt("_entrances")))
        assertEquals(2, first.getInt("tab"))
    }

    @Test
    public fun `keeps the view of a screen out when its Activity gives it no name`() {
        device.start()
        Robolectric.buildActivity(TestActivity::class.java).create().start().resume().pause().stop()
        assertEquals(emptyList<String>(), screens())
    }
}
