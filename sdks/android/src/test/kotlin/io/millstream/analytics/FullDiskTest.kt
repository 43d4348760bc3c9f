package io.millstream.analytics

import io.millstream.analytics.store.SqliteStore
import io.millstream.analytics.testing.AndroidTest
import io.millstream.analytics.testing.FakeCollector
import io.millstream.analytics.testing.StorageState
import io.millstream.analytics.testing.TestDevice
import io.millstream.analytics.testing.limitTo
import io.millstream.analytics.testing.ownNames
import io.millstream.analytics.testing.storedOf
import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Test
import org.robolectric.RuntimeEnvironment

public class FullDiskTest : AndroidTest() {
    private val collector = FakeCollector()
    private val device = TestDevice(transport = collector)
    private val names = (1..200).map { "e$it" }

    @Test
    public fun `delivers from memory while the disk is full or broken from the start`() {
        for (state in listOf(StorageState.FULL, StorageState.BROKEN)) {
            val healthy = FakeCollector()
            val other = TestDevice(transport = healthy)
            other.storage = state
            val analytics = other.start()
            other.foreground()
            names.forEach(analytics::recordEvent)
            analytics.flushEvents()
            other.clock.pass(60_000)
            assertEquals("$state", names, healthy.ownNames())
            assertEquals("$state", 1, healthy.storedOf("_first_open").size)
        }
    }

    @Test
    public fun `stores what waited in memory once the disk has room again`() {
        val analytics = device.start()
        device.network.switch(false)
        device.storage = StorageState.FULL
        names.take(100).forEach(analytics::recordEvent)
        device.storage = StorageState.OK
        names.drop(100).forEach(analytics::recordEvent)
        device.kill()
        device.network.switch(true)
        device.start()
        device.clock.pass(60_000)
        assertEquals(names, collector.ownNames())
    }

    @Test
    public fun `loses nothing of this process when SQLite itself finds the disk full`() {
        val file = { SqliteStore(RuntimeEnvironment.getApplication(), "small.db", prepare = limitTo(96 * 1024)) }
        device.layStore = { file() }
        device.network.switch(false)
        val analytics = device.start()
        names.forEach(analytics::recordEvent)
        val stored = file().run { oldest(1_000, Int.MAX_VALUE).size.also { close() } }
        assertTrue("$stored events are in the file", stored in 20..150)
        device.network.switch(true)
        analytics.flushEvents()
        device.clock.pass(120_000)
        assertEquals(names, collector.ownNames())
    }
}
