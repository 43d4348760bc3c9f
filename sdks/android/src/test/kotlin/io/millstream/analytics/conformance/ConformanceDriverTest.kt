package io.millstream.analytics.conformance

import org.junit.Assume.assumeTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.annotation.Config

/** No test of its own: serves the scenarios of the conformance kit, when a run of the kit asks for it. */
@RunWith(RobolectricTestRunner::class)
@Config(sdk = [34], manifest = Config.NONE)
public class ConformanceDriverTest {
    @Test
    public fun `drives the SDK through the scenarios of the conformance kit`() {
        val address = System.getenv("CONFORMANCE_CONTROL").orEmpty()
        assumeTrue("no conformance run asks for a driver", address.isNotEmpty())
        val control = ControlClient(address)
        val driver = ConformanceDriver(control::answer)
        control.hello(ConformanceDriver.capabilities)
        while (true) driver.handle(control.nextCommand() ?: break)
        driver.close()
    }
}
