package io.millstream.analytics.testing

import io.millstream.analytics.device.NetworkState

/** A network that can be switched off. */
internal class FakeNetwork : NetworkState {
    private val listeners = ArrayList<() -> Unit>()
    private var isOn = true

    override fun isOnline(): Boolean = isOn

    override fun type(): String = "WIFI"

    override val announcesReturn = true

    override fun watch(onReturn: () -> Unit) {
        listeners.add(onReturn)
    }

    fun switch(isOn: Boolean) {
        val returns = isOn && !this.isOn
        this.isOn = isOn
        if (returns) listeners.forEach { it() }
    }

    /** The process that listened is gone. */
    fun forgetListeners() = listeners.clear()
}
