using System.Globalization;
using System.Text;

namespace AiProxy.LocalServices.S3;

/// <summary>The <c>aws-chunked</c> encoding that SDKs send streams in; signatures and checksums of the chunks are not looked at.</summary>
/// <remarks><see href="https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming-trailers.html"/></remarks>
internal static class AwsChunks
{
    /// <exception cref="ServiceException">It is not in that encoding, or ends too soon.</exception>
    public static byte[] Decode(ReadOnlySpan<byte> body)
    {
        using var content = new MemoryStream();
        while (true)
        {
            int end = body.IndexOf("\r\n"u8);
            if (end < 0)
            {
                throw Incomplete();
            }
            // size[;chunk-signature=...]
            string head = Encoding.ASCII.GetString(body[..end]).Split(';')[0];
            if (!int.TryParse(head, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out int size) || size < 0)
            {
                throw Incomplete();
            }
            body = body[(end + 2)..];
            if (size == 0)
            {
                // What follows are trailers.
                return content.ToArray();
            }
            if (body.Length < size + 2)
            {
                throw Incomplete();
            }
            content.Write(body[..size]);
            body = body[(size + 2)..];
        }
    }

    private static ServiceException Incomplete() =>
        new(400, "IncompleteBody", "The request body terminated unexpectedly.");
}
