using AiProxy.Cdk.Functions;
using Amazon.CDK;
using Amazon.CDK.AWS.DynamoDB;
using Constructs;
using Attribute = Amazon.CDK.AWS.DynamoDB.Attribute;

namespace AiProxy.Cdk.Data;

/// <summary>
/// Where each call's answer, and each request's, is stored under its key, so that no retry pays a provider twice. Attribute names are Powertools'
/// own: https://docs.powertools.aws.dev/lambda/dotnet/utilities/idempotency/.
/// </summary>
internal sealed class RecordsTable : Construct
{
    private const string NameVariable = "IDEMPOTENCY_TABLE";
    private readonly EncryptionKey _key;

    public RecordsTable(Construct scope, string id, EncryptionKey key)
        : base(scope, id)
    {
        _key = key;
        Table = new Table(this, "Table", new TableProps
        {
            PartitionKey = new Attribute { Name = "id", Type = AttributeType.STRING },
            TimeToLiveAttribute = "expiration",
            BillingMode = BillingMode.PAY_PER_REQUEST,
            PointInTimeRecovery = true,
            // Answers of models rest here for a day: the account's key rather than DynamoDB's own, so that CloudTrail shows its use.
            Encryption = key.Key is null ? TableEncryption.AWS_MANAGED : TableEncryption.CUSTOMER_MANAGED,
            EncryptionKey = key.Key,
            RemovalPolicy = RemovalPolicy.RETAIN,
        });
    }

    public Table Table { get; }

    /// <summary>Lets a function claim, store, release and read records: what Powertools' store and the Gateway's do, and no more.</summary>
    public void AllowReadWrite(PackagedFunction function) =>
        Allow(function, "dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:UpdateItem", "dynamodb:DeleteItem");

    /// <summary>Lets a function read a record by its key.</summary>
    public void AllowRead(PackagedFunction function) => Allow(function, "dynamodb:GetItem");

    private void Allow(PackagedFunction function, params string[] actions)
    {
        function.Function.AddEnvironment(NameVariable, Table.TableName);
        function.Allow(actions, [Table.TableArn]);
        _key.AllowUse(function, "dynamodb");
    }
}
