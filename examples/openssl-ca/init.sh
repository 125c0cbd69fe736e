#!/bin/sh
# Makes a root and an issuing authority for "openssl ca" in a new folder.
# Usage: init.sh FOLDER
set -eu
umask 077
here=$(cd "$(dirname "$0")" && pwd)
CA_HOME=${1:?usage: init.sh FOLDER}
mkdir "$CA_HOME" "$CA_HOME/certs" "$CA_HOME/answers"
CA_HOME=$(cd "$CA_HOME" && pwd)
export CA_HOME
cd "$CA_HOME"
: > index.txt
: > lock
echo 01 > crlnumber

key() {
  openssl ecparam -name prime256v1 -genkey -noout -out "$1"
}

key root.key
openssl req -new -x509 -config "$here/openssl.cnf" -extensions root -key root.key \
  -sha256 -days 7300 -subj "/CN=Example Root" -out root.pem
key issuing.key
openssl req -new -config "$here/openssl.cnf" -key issuing.key \
  -subj "/CN=Example Issuing CA" -out issuing.csr
openssl x509 -req -in issuing.csr -CA root.pem -CAkey root.key -sha256 -days 3650 \
  -set_serial "0x$(openssl rand -hex 15)" -extfile "$here/openssl.cnf" -extensions sub -out issuing.pem
cat issuing.pem root.pem > ca-certificates.pem
openssl ca -config "$here/openssl.cnf" -gencrl -out crl.pem
