package dev.trellis.access;

/** The server would answer everybody on the network. */
public final class OpenAddressException extends RuntimeException {
  public OpenAddressException() {
    super(
        "The server is to listen on an address that others reach, but has no token."
            + " Give it one (--trellis.access.token=<secret>, or TRELLIS_ACCESS_TOKEN in the"
            + " environment), listen on this machine only (--server.address=127.0.0.1), or say that"
            + " the address is guarded by other means (--trellis.access.token=none).");
  }
}
