using Amazon.CDK;
using Amazon.CDK.AWS.DynamoDB;
using Amazon.CDK.AWS.IAM;
using Amazon.CDK.AWS.Lambda;
using Constructs;
using Attribute = Amazon.CDK.AWS.DynamoDB.Attribute;

namespace AiProxy.Cdk.Data;

/// <summary>
/// Where each call's answer is stored under its key, so that no retry pays a provider twice. Attribute names are Powertools' own:
/// https://docs.powertools.aws.dev/lambda/dotnet/utilities/idempotency/.
/// </summary>
internal sealed class IdempotencyTable : Construct
{
    private const string NameVariable = "IDEMPOTENCY_TABLE";
    private readonly Table _table;

    public IdempotencyTable(Construct scope, string id)
        : base(scope, id)
    {
        _table = new Table(this, "Table", new TableProps
        {
            PartitionKey = new Attribute { Name = "id", Type = AttributeType.STRING },
            TimeToLiveAttribute = "expiration",
            BillingMode = BillingMode.PAY_PER_REQUEST,
            PointInTimeRecovery = true,
            // Answers of models rest here for a day: the account's key rather than DynamoDB's own, so that CloudTrail shows its use.
            Encryption = TableEncryption.AWS_MANAGED,
            RemovalPolicy = RemovalPolicy.RETAIN,
        });
    }

    /// <summary>The table's name, as a token.</summary>
    public string TableName => _table.TableName;

    /// <summary>Lets a function claim, store, release and read records: what Powertools' store does, and no more.</summary>
    public void AllowReadWrite(Function function) =>
        Allow(function, "dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:UpdateItem", "dynamodb:DeleteItem");

    /// <summary>Lets a function read a record by its key.</summary>
    public void AllowRead(Function function) => Allow(function, "dynamodb:GetItem");

    private void Allow(Function function, params string[] actions)
    {
        function.AddEnvironment(NameVariable, _table.TableName);
        function.AddToRolePolicy(new PolicyStatement(new PolicyStatementProps { Actions = actions, Resources = [_table.TableArn] }));
    }
}
