//! A form with a file (`multipart/form-data`, RFC 7578), read as it comes: the
//! fields before the file are held, the file is not.

use crate::{App, Error};
use axum::{
    extract::{FromRequest, Request},
    http::header,
};
use bytes::Bytes;
use futures_util::{Stream, StreamExt, stream};
use kernel::Problems;
use std::pin::Pin;
use ui::Form;

/// All fields before the file together, in bytes.
const FIELDS: usize = 64 * 1024;

/// The content of a file as it comes from the network.
pub type FileStream = Pin<Box<dyn Stream<Item = Result<Bytes, multer::Error>> + Send>>;

/// A form whose last field is a file.
pub struct FileForm {
    /// The fields before it, as typed.
    pub form: Form,
    /// Fields whose text was not UTF-8.
    pub problems: Problems,
    /// The name that the file was sent with; empty when none was chosen.
    pub name: String,
    /// The file.
    pub file: FileStream,
}

impl FromRequest<App> for FileForm {
    type Rejection = Error;

    async fn from_request(request: Request, _: &App) -> Result<Self, Error> {
        let kind = request.headers().get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
        let boundary = kind.and_then(|kind| multer::parse_boundary(kind).ok()).ok_or(Error::Unreadable)?;
        let body = request.into_body().into_data_stream();
        Self::read(multer::Multipart::new(body, boundary)).await
    }
}

impl FileForm {
    async fn read(mut parts: multer::Multipart<'static>) -> Result<Self, Error> {
        let (mut fields, mut problems, mut read) = (Vec::new(), Problems::new(), 0);
        while let Some(mut field) = parts.next_field().await.map_err(|_| Error::Unreadable)? {
            let name = field.name().unwrap_or_default().to_owned();
            if let Some(file_name) = field.file_name().map(str::to_owned) {
                // The parts and the field belong together: the file is read from both.
                let file = stream::unfold((parts, Some(field)), |(parts, field)| async move {
                    let mut field = field?;
                    let piece = field.chunk().await.transpose()?;
                    let field = piece.is_ok().then_some(field);
                    Some((piece, (parts, field)))
                });
                // Whoever refuses a file reads to its end, and may ask once more after it.
                let file = Box::pin(file.fuse());
                return Ok(Self { form: Form::filled(fields), problems, name: file_name, file });
            }
            let mut value = Vec::new();
            while let Some(piece) = field.chunk().await.map_err(|_| Error::Unreadable)? {
                read += piece.len();
                if read > FIELDS {
                    return Err(Error::TooLarge);
                }
                value.extend_from_slice(&piece);
            }
            let value = String::from_utf8(value).unwrap_or_else(|broken| {
                problems.add(&name, kernel::FieldProblem::new("problem-unreadable"));
                String::from_utf8_lossy(broken.as_bytes()).into_owned()
            });
            fields.push((name, value));
        }
        Ok(Self { form: Form::filled(fields), problems, name: String::new(), file: stream::empty().boxed() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    async fn read(body: &str) -> Result<FileForm, Error> {
        let pieces: Vec<Result<Bytes, std::io::Error>> =
            body.as_bytes().chunks(7).map(|piece| Ok(Bytes::copy_from_slice(piece))).collect();
        FileForm::read(multer::Multipart::new(stream::iter(pieces), "XX")).await
    }

    #[tokio::test]
    async fn fields_are_held_and_the_file_comes_in_pieces() {
        let body = "--XX\r\ncontent-disposition: form-data; name=\"revision\"\r\n\r\n3\r\n--XX\r\n\
                    content-disposition: form-data; name=\"file\"; filename=\"a.pdf\"\r\n\r\n%PDF-1.7 and more\r\n--XX--\r\n";
        let form = read(body).await.unwrap();
        assert_eq!((form.form.value("revision"), form.name.as_str()), ("3", "a.pdf"));
        let whole: Vec<u8> = form.file.map(|piece| piece.unwrap().to_vec()).concat().await;
        assert_eq!(whole, b"%PDF-1.7 and more");
    }

    #[tokio::test]
    async fn what_is_cut_off_is_an_error_and_not_a_shorter_file() {
        let body = "--XX\r\ncontent-disposition: form-data; name=\"file\"; filename=\"a.pdf\"\r\n\r\n%PDF-1.7 and";
        let form = read(body).await.unwrap();
        let ends: Vec<bool> = form.file.map(|piece| piece.is_ok()).collect().await;
        assert_eq!(ends.last(), Some(&false));
    }
}
