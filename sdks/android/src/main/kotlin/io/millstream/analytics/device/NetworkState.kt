package io.millstream.analytics.device

import android.Manifest
import android.content.Context
import android.content.pm.PackageManager
import android.net.ConnectivityManager
import android.net.Network
import android.net.NetworkCapabilities
import android.net.NetworkRequest
import android.os.Build
import io.millstream.analytics.runtime.DebugLog

/** What is known of the network. Without the permission ACCESS_NETWORK_STATE it counts as there. */
internal interface NetworkState {
    fun isOnline(): Boolean

    /** `Mobile`, `WIFI` or `UNKNOWN`. */
    fun type(): String

    /** Calls [onReturn] when the network comes back. */
    fun watch(onReturn: () -> Unit)

    /** True when [watch] will tell of a return, so that nobody needs to look for it. */
    val announcesReturn: Boolean
}

/** Network state from Android's ConnectivityManager. */
internal class DeviceNetwork(private val context: Context, private val log: DebugLog) : NetworkState {
    override var announcesReturn = false
        private set

    private val connectivity: ConnectivityManager?
        get() = if (isPermitted()) context.getSystemService(Context.CONNECTIVITY_SERVICE) as? ConnectivityManager else null

    override fun isOnline(): Boolean = try {
        connectivity?.let(::hasNetwork) ?: true
    } catch (problem: RuntimeException) {
        log.warn("The state of the network cannot be read", problem)
        true
    }

    override fun type(): String = try {
        connectivity?.let(::typeOf) ?: UNKNOWN
    } catch (problem: RuntimeException) {
        log.warn("The kind of network cannot be read", problem)
        UNKNOWN
    }

    override fun watch(onReturn: () -> Unit) {
        log.guard("Watching the network") {
            val manager = connectivity ?: return
            val request = NetworkRequest.Builder().addCapability(NetworkCapabilities.NET_CAPABILITY_INTERNET).build()
            manager.registerNetworkCallback(request, object : ConnectivityManager.NetworkCallback() {
                override fun onAvailable(network: Network) = onReturn()
            })
            announcesReturn = true
        }
    }

    private fun isPermitted(): Boolean = context.checkCallingOrSelfPermission(Manifest.permission.ACCESS_NETWORK_STATE) ==
        PackageManager.PERMISSION_GRANTED

    @Suppress("DEPRECATION") // The way of API 21 and 22.
    private fun hasNetwork(manager: ConnectivityManager): Boolean =
        if (Build.VERSION.SDK_INT >= Build.VERSION_CODES.M) ActiveNetwork.capabilities(manager) != null
        else manager.activeNetworkInfo?.isConnected == true

    @Suppress("DEPRECATION")
    private fun typeOf(manager: ConnectivityManager): String {
        if (Build.VERSION.SDK_INT >= Build.VERSION_CODES.M) {
            val capabilities = ActiveNetwork.capabilities(manager) ?: return UNKNOWN
            return when {
                capabilities.hasTransport(NetworkCapabilities.TRANSPORT_WIFI) -> WIFI
                capabilities.hasTransport(NetworkCapabilities.TRANSPORT_CELLULAR) -> MOBILE
                else -> UNKNOWN
            }
        }
        return when (manager.activeNetworkInfo?.type) {
            ConnectivityManager.TYPE_WIFI -> WIFI
            ConnectivityManager.TYPE_MOBILE -> MOBILE
            else -> UNKNOWN
        }
    }

    private companion object {
        const val UNKNOWN = "UNKNOWN"
        const val WIFI = "WIFI"
        const val MOBILE = "Mobile"
    }
}

/** A class of its own, so that devices below API 23 never load it. */
@GuardedApi
private object ActiveNetwork {
    fun capabilities(manager: ConnectivityManager): NetworkCapabilities? =
        manager.activeNetwork?.let(manager::getNetworkCapabilities)
}
