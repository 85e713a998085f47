using Amazon.Runtime.Internal;

namespace Amazon.S3.Model;

/// <summary>Asks for an object.</summary>
public class GetObjectRequest : AmazonS3Request
{
    /// <summary>The object's name.</summary>
    public string? Key { get; set; }

    internal static void Write(IRequest request, GetObjectRequest get) => request.AddPathResource("{Key+}", get.Key);
}
