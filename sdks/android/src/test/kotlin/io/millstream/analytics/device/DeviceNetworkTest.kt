package io.millstream.analytics.device

import android.Manifest
import android.content.Context
import android.net.ConnectivityManager
import android.net.NetworkCapabilities
import io.millstream.analytics.runtime.DebugLog
import io.millstream.analytics.testing.AndroidTest
import org.junit.Assert.assertEquals
import org.junit.Test
import org.robolectric.RuntimeEnvironment
import org.robolectric.Shadows.shadowOf
import org.robolectric.shadows.ShadowNetworkCapabilities

public class DeviceNetworkTest : AndroidTest() {
    private val context = RuntimeEnvironment.getApplication()
    private val manager = context.getSystemService(Context.CONNECTIVITY_SERVICE) as ConnectivityManager
    private val network = DeviceNetwork(context, DebugLog { false })

    private fun connectBy(transport: Int?) {
        shadowOf(context).grantPermissions(Manifest.permission.ACCESS_NETWORK_STATE)
        if (transport == null) {
            shadowOf(manager).setDefaultNetworkActive(false)
            shadowOf(manager).setActiveNetworkInfo(null)
            return
        }
        val capabilities = ShadowNetworkCapabilities.newInstance()
        shadowOf(capabilities).addTransportType(transport)
        shadowOf(manager).setNetworkCapabilities(manager.activeNetwork, capabilities)
    }

    @Test
    public fun `tells the kind of network`() {
        val cases = mapOf(
            NetworkCapabilities.TRANSPORT_WIFI to "WIFI",
            NetworkCapabilities.TRANSPORT_CELLULAR to "Mobile",
            NetworkCapabilities.TRANSPORT_ETHERNET to "UNKNOWN",
        )
        for ((transport, name) in cases) {
            connectBy(transport)
            assertEquals(true to name, network.isOnline() to network.type())
        }
    }

    @Test
    public fun `is offline without an active network`() {
        connectBy(null)
        assertEquals(false to "UNKNOWN", network.isOnline() to network.type())
    }

    @Test
    public fun `tells of the network's return`() {
        connectBy(NetworkCapabilities.TRANSPORT_WIFI)
        var returns = 0
        network.watch { returns++ }
        val active = manager.activeNetwork ?: error("no network")
        shadowOf(manager).networkCallbacks.forEach { it.onAvailable(active) }
        assertEquals(1 to true, returns to network.announcesReturn)
    }

    @Test
    public fun `counts as online without the permission to look`() {
        shadowOf(context).denyPermissions(Manifest.permission.ACCESS_NETWORK_STATE)
        network.watch { error("nobody may tell") }
        assertEquals(Triple(true, "UNKNOWN", false), Triple(network.isOnline(), network.type(), network.announcesReturn))
    }
}
