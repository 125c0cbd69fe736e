#!/bin/sh
# One request of Bequest, answered by "openssl ca": the request on standard input, the facts in
# EST_*, the certificate on standard output, words for the operator on standard error.
#
# The answer is kept under EST_TRANSACTION. When Bequest asks again because an answer was lost, it
# gets the same certificate, and there is never a second one.
set -eu
umask 077
here=$(cd "$(dirname "$0")" && pwd)
: "${CA_HOME:?}" "${EST_TRANSACTION:?}"
case $EST_TRANSACTION in
  *[!A-Za-z0-9_-]*) exit 65 ;;
esac
cd "$CA_HOME"
exec 9< lock
flock -w 10 9 || exit 75

answer=answers/$EST_TRANSACTION.pem
if [ ! -s "$answer" ]; then
  work=$(mktemp -d)
  trap 'rm -rf "$work"' EXIT
  cat > "$work/request.pem"
  end=$(date -u -d "@$(($(date +%s) + EST_VALIDITY_SECONDS))" +%Y%m%d%H%M%SZ)
  openssl ca -batch -notext -config "$here/openssl.cnf" -utf8 -multivalue-rdn \
    -preserveDN -subj "$EST_SUBJECT_SLASHED" -enddate "$end" \
    -in "$work/request.pem" -out "$work/certificate.pem" >&2
  mv "$work/certificate.pem" "$answer"
fi
cat "$answer"
