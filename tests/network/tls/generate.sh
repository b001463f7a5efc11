#!/bin/sh
# Makes the test certificates beside this file anew. Needed only when one of them must change:
# they are committed, so that the tests need no openssl. Valid for a hundred years.
set -eu
cd "$(dirname "$0")"
days=36500
key() { openssl ecparam -name prime256v1 -genkey -noout -out "$1.key"; }

key ca
openssl req -x509 -new -key ca.key -sha256 -days $days -out ca.pem \
  -subj "/CN=dagster-deploy test CA (trust this nowhere)" \
  -addext "basicConstraints=critical,CA:TRUE" -addext "keyUsage=critical,keyCertSign,cRLSign"

# leaf NAME SUBJECT_ALT_NAMES VALIDITY...: a server certificate signed by the test CA.
leaf() {
  name=$1 names=$2
  shift 2
  key "$name"
  openssl req -new -key "$name.key" -subj "/CN=$name" -out request.csr
  printf 'subjectAltName=%s\nbasicConstraints=critical,CA:FALSE\nextendedKeyUsage=serverAuth\n' \
    "$names" >extensions.cnf
  openssl x509 -req -in request.csr -CA ca.pem -CAkey ca.key -set_serial "0x$(openssl rand -hex 8)" \
    -sha256 -extfile extensions.cnf -out "$name.pem" "$@"
  rm request.csr extensions.cnf
}
leaf localhost "DNS:localhost,IP:127.0.0.1" -days $days
leaf wrong-host "DNS:elsewhere.example" -days $days

key self-signed
openssl req -x509 -new -key self-signed.key -sha256 -days $days -out self-signed.pem \
  -subj "/CN=self-signed" -addext "subjectAltName=DNS:localhost,IP:127.0.0.1" \
  -addext "basicConstraints=critical,CA:FALSE" -addext "extendedKeyUsage=serverAuth"

# Nothing else is ever to be signed by this CA.
rm ca.key
