package org.bequest.admin.message;

import java.time.Duration;

/**
 * Asks for a one-time password.
 *
 * @param name of the device: the common name of its certificate
 * @param label where the password counts; empty for the default label
 * @param validity from now; at most a year
 */
public record NewOtp(String name, String label, Duration validity) {}
