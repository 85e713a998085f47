using AiProxy.Cdk.Functions;
using Amazon.CDK;
using Amazon.CDK.AWS.DynamoDB;
using Constructs;
using Attribute = Amazon.CDK.AWS.DynamoDB.Attribute;

namespace AiProxy.Cdk.Data;

/// <summary>
/// Who may call: one item a caller's key, with the hash of its secret part. Nothing expires by itself: a key that was revoked must stay refusable.
/// </summary>
internal sealed class KeysTable : Construct
{
    private const string NameVariable = "KEYS_TABLE";
    private readonly EncryptionKey _key;

    public KeysTable(Construct scope, string id, EncryptionKey key)
        : base(scope, id)
    {
        _key = key;
        Table = new Table(this, "Table", new TableProps
        {
            PartitionKey = new Attribute { Name = "id", Type = AttributeType.STRING },
            BillingMode = BillingMode.PAY_PER_REQUEST,
            PointInTimeRecovery = true,
            Encryption = key.Key is null ? TableEncryption.AWS_MANAGED : TableEncryption.CUSTOMER_MANAGED,
            EncryptionKey = key.Key,
            // Without it every caller is locked out.
            DeletionProtection = true,
            RemovalPolicy = RemovalPolicy.RETAIN,
        });
    }

    public Table Table { get; }

    /// <summary>Lets the authorizer look one key up.</summary>
    public void AllowRead(PackagedFunction function)
    {
        function.Function.AddEnvironment(NameVariable, Table.TableName);
        function.Allow(["dynamodb:GetItem"], [Table.TableArn]);
        _key.AllowUse(function, "dynamodb");
    }
}
