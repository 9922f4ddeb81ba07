//! An authenticator made of software: one key on the curve P-256, without
//! attestation, that says it has checked a finger.

use data_encoding::BASE64URL_NOPAD;
use p256::ecdsa::{DerSignature, SigningKey, signature::Signer};
use sha2::{Digest, Sha256};

/// User present, user verified.
const CHECKED: u8 = 0b0000_0101;
/// The same, and a new key follows.
const NEW_KEY: u8 = CHECKED | 0b0100_0000;

pub struct Authenticator {
    key: SigningKey,
    id: [u8; 16],
    user: Vec<u8>,
    counter: u32,
    /// What it says of the finger.
    pub flags: u8,
}

impl Authenticator {
    pub fn new(number: u8) -> Self {
        let key = SigningKey::from_slice(&[number; 32]).unwrap();
        Self { key, id: [number; 16], user: Vec::new(), counter: 0, flags: CHECKED }
    }

    fn client_data(kind: &str, options: &serde_json::Value) -> Vec<u8> {
        let challenge = &options["publicKey"]["challenge"];
        serde_json::json!({ "type": kind, "challenge": challenge, "origin": "http://convoke.test", "crossOrigin": false })
            .to_string()
            .into_bytes()
    }

    fn head(&mut self, flags: u8) -> Vec<u8> {
        self.counter += 1;
        let mut data = Sha256::digest(b"convoke.test").to_vec();
        data.push(flags);
        data.extend(self.counter.to_be_bytes());
        data
    }

    /// Makes the key known: the answer to `navigator.credentials.create`.
    pub fn create(&mut self, options: &str) -> String {
        let options: serde_json::Value = serde_json::from_str(options).unwrap();
        let selection = &options["publicKey"]["authenticatorSelection"];
        assert_eq!(
            (&selection["residentKey"], &selection["userVerification"]),
            (&"required".into(), &"required".into())
        );
        self.user = BASE64URL_NOPAD.decode(options["publicKey"]["user"]["id"].as_str().unwrap().as_bytes()).unwrap();
        let mut data = self.head(NEW_KEY);
        data.extend([0; 16]);
        data.extend([0, 16]);
        data.extend(self.id);
        let point = self.key.verifying_key().to_sec1_bytes();
        // A COSE key (RFC 9052): EC2, ES256, P-256, and its two coordinates.
        data.extend([0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, 0x58, 0x20]);
        data.extend(&point[1..33]);
        data.extend([0x22, 0x58, 0x20]);
        data.extend(&point[33..65]);
        let mut attestation = b"\xa3\x63fmt\x64none\x67attStmt\xa0\x68authData\x58".to_vec();
        attestation.push(u8::try_from(data.len()).unwrap());
        attestation.extend(data);
        self.answer(serde_json::json!({
            "attestationObject": BASE64URL_NOPAD.encode(&attestation),
            "clientDataJSON": BASE64URL_NOPAD.encode(&Self::client_data("webauthn.create", &options)),
        }))
    }

    /// Shows the key: the answer to `navigator.credentials.get`.
    pub fn get(&mut self, options: &str) -> String {
        let options: serde_json::Value = serde_json::from_str(options).unwrap();
        let client = Self::client_data("webauthn.get", &options);
        let data = self.head(self.flags);
        let signed = [data.as_slice(), &Sha256::digest(&client)].concat();
        let signature: DerSignature = self.key.sign(&signed);
        self.answer(serde_json::json!({
            "authenticatorData": BASE64URL_NOPAD.encode(&data),
            "clientDataJSON": BASE64URL_NOPAD.encode(&client),
            "signature": BASE64URL_NOPAD.encode(signature.as_bytes()),
            "userHandle": BASE64URL_NOPAD.encode(&self.user),
        }))
    }

    fn answer(&self, response: serde_json::Value) -> String {
        let id = BASE64URL_NOPAD.encode(&self.id);
        serde_json::json!({ "id": id, "rawId": id, "type": "public-key", "extensions": {}, "response": response })
            .to_string()
    }
}
