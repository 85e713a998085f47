using AiProxy.Aws.Clients.Runtime;

namespace Amazon.S3;

/// <summary>How to reach S3. <see cref="ServiceConfig.ServiceURL"/> names an endpoint of one's own.</summary>
public class AmazonS3Config : ServiceConfig
{
    /// <summary>With the defaults of the environment.</summary>
    public AmazonS3Config()
        : base(AmazonS3Client.Service.ServiceId)
    {
    }

    /// <summary>Whether the bucket stands in the path rather than in the host name, false by default; S3's look-alikes often need it.</summary>
    public bool ForcePathStyle { get; set; }
}
