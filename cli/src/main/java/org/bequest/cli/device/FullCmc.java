package org.bequest.cli.device;

import picocli.CommandLine.Command;

/** {@code bequest fullcmc}: RFC 7030 4.3. */
@Command(
    name = "fullcmc",
    description = "Ask for whatever CMC can say, in Full PKI Requests (RFC 7030 4.3, RFC 5272).",
    subcommands = {
      FullCmcEnroll.class,
      FullCmcRenew.class,
      FullCmcPoll.class,
      FullCmcGetCert.class,
      FullCmcGetCrl.class,
      FullCmcRevoke.class,
      FullCmcForward.class
    },
    footer = {
      "",
      "  bequest fullcmc enroll --ca ca.pem --secret-file secret.txt --identification device-7 \\",
      "      --subject CN=device-7"
    })
public final class FullCmc {}
