#!/bin/sh
# One revocation of Bequest: the certificate on standard input, the reason in EST_REASON.
set -eu
umask 077
here=$(cd "$(dirname "$0")" && pwd)
: "${CA_HOME:?}"
cd "$CA_HOME"
exec 9< lock
flock -w 10 9 || exit 75

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cat > "$work/certificate.pem"
openssl ca -config "$here/openssl.cnf" -revoke "$work/certificate.pem" -crl_reason "$EST_REASON" >&2
openssl ca -config "$here/openssl.cnf" -gencrl -out "$work/crl.pem" >&2
mv "$work/crl.pem" crl.pem
