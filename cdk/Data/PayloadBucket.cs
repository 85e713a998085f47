using AiProxy.Cdk.Functions;
using Amazon.CDK;
using Amazon.CDK.AWS.S3;
using Constructs;

namespace AiProxy.Cdk.Data;

/// <summary>What is too large for state data: long prompts and answers. Gone after two days, when no record refers to them any more.</summary>
internal sealed class PayloadBucket : Construct
{
    private const string NameVariable = "PAYLOAD_BUCKET";
    private readonly EncryptionKey _key;

    public PayloadBucket(Construct scope, string id, EncryptionKey key)
        : base(scope, id)
    {
        _key = key;
        Bucket = new Bucket(this, "Bucket", new BucketProps
        {
            Encryption = key.Key is null ? BucketEncryption.S3_MANAGED : BucketEncryption.KMS,
            EncryptionKey = key.Key,
            BucketKeyEnabled = key.Key is not null,
            BlockPublicAccess = BlockPublicAccess.BLOCK_ALL,
            ObjectOwnership = ObjectOwnership.BUCKET_OWNER_ENFORCED,
            EnforceSSL = true,
            MinimumTLSVersion = 1.2,
            // An object is written once, under a name of its own, and read for a day: versions would only keep what should be gone.
            Versioned = false,
            LifecycleRules =
            [
                new LifecycleRule
                {
                    Id = "TwoDays",
                    // A record refers to its payload for a day; the second is for the request that reads it then.
                    Expiration = Duration.Days(2),
                    AbortIncompleteMultipartUploadAfter = Duration.Days(1),
                },
            ],
            RemovalPolicy = RemovalPolicy.RETAIN,
        });
    }

    public Bucket Bucket { get; }

    /// <summary>Lets a function read payloads.</summary>
    public void AllowRead(PackagedFunction function) => Allow(function, "s3:GetObject");

    /// <summary>Lets a function store payloads and read them.</summary>
    public void AllowReadWrite(PackagedFunction function) => Allow(function, "s3:GetObject", "s3:PutObject");

    private void Allow(PackagedFunction function, params string[] actions)
    {
        function.Function.AddEnvironment(NameVariable, Bucket.BucketName);
        function.Allow(actions, [Bucket.ArnForObjects("*")]);
        // Without it S3 says 403 of an object that has expired, which could be any fault; with it, 404:
        // https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html.
        function.Allow(["s3:ListBucket"], [Bucket.BucketArn]);
        _key.AllowUse(function, "s3");
    }
}
