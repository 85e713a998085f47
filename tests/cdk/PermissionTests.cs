using System.Text.Json;

namespace AiProxy.Cdk.Tests;

/// <summary>Who may do what, over every policy of the template.</summary>
public sealed class PermissionTests(StackFixture stack)
{
    private static readonly string[] Principals = [.. Deployment.Functions, Statement.StateMachine];

    // AWS offers no resource to name for these: https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsx-ray.html and
    // https://docs.aws.amazon.com/step-functions/latest/dg/cw-logs.html.
    private static readonly string[] WithoutResource =
    [
        "xray:PutTraceSegments", "xray:PutTelemetryRecords", "xray:GetSamplingRules", "xray:GetSamplingTargets",
        "logs:CreateLogDelivery", "logs:GetLogDelivery", "logs:UpdateLogDelivery", "logs:DeleteLogDelivery", "logs:ListLogDeliveries",
        "logs:PutResourcePolicy", "logs:DescribeResourcePolicies", "logs:DescribeLogGroups",
    ];

    [Fact]
    public void Secrets_OfProviders_AreReadByCallProviderAlone()
    {
        foreach (string principal in Principals)
        {
            Statement[] statements = [.. stack.StatementsOf(principal).Where(statement => statement.IsOf("secretsmanager"))];
            if (principal != "CallProvider")
            {
                Assert.Empty(statements);
                continue;
            }
            Statement statement = Assert.Single(statements);
            Assert.Equal(["secretsmanager:GetSecretValue"], statement.Actions);
            const string Prefix = "arn:{AWS::Partition}:secretsmanager:{AWS::Region}:{AWS::AccountId}:secret:";
            Assert.Equal([Prefix + "aiproxy/anthropic-??????", Prefix + "aiproxy/openai-??????", Prefix + "team/gemini-??????"], statement.Resources);
        }
    }

    [Theory]
    [InlineData("Validate")]
    [InlineData("Transform")]
    [InlineData("CallProvider", "dynamodb:DeleteItem", "dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:UpdateItem")]
    [InlineData("Merge", "dynamodb:GetItem")]
    [InlineData(Statement.StateMachine)]
    public void Table_OfRecords_IsOpenToWhatIsNeeded(string principal, params string[] actions)
    {
        string table = $"{{{stack.IdOf("AWS::DynamoDB::Table")}}}";
        Statement[] statements = [.. stack.StatementsOf(principal).Where(statement => statement.Resources.Contains(table))];
        Assert.Equal(actions, statements.SelectMany(statement => statement.Actions).Order(StringComparer.Ordinal));
        Assert.All(statements, statement => Assert.Equal([table], statement.Resources));
    }

    [Fact]
    public void StateMachine_Invokes_JustTheFunctionsOfTheWorkflow()
    {
        Statement invoke = Assert.Single(stack.StatementsOf(Statement.StateMachine), statement => statement.IsOf("lambda"));
        Assert.Equal(["lambda:InvokeFunction"], invoke.Actions);
        // Every version of the four: an execution under way during a deployment names the versions before it.
        string[] expected = [.. Deployment.Functions.Select(function => $"{{{stack.FunctionId(function)}}}:*")];
        Assert.Equal(expected.Order(StringComparer.Ordinal), invoke.Resources.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Function_Logs_OnlyIntoItsOwnGroup()
    {
        foreach (string function in Deployment.Functions)
        {
            string group = stack.FunctionProperties(function).GetProperty("LoggingConfig").GetProperty("LogGroup").GetProperty("Ref").GetString()!;
            Statement logs = Assert.Single(stack.StatementsOf(function), statement => statement.IsOf("logs"));
            Assert.Equal(["logs:CreateLogStream", "logs:PutLogEvents"], logs.Actions);
            Assert.Equal([$"{{{group}}}"], logs.Resources);
        }
    }

    [Fact]
    public void Wildcards_InActionsAndResources_AreWhereAwsNeedsThem()
    {
        string[] versions = [.. Deployment.Functions.Select(function => $"{{{stack.FunctionId(function)}}}:*")];
        Statement[] statements = [.. Principals.SelectMany(stack.StatementsOf)];
        Assert.DoesNotContain(statements.SelectMany(statement => statement.Actions), action => action.Contains('*', StringComparison.Ordinal));
        foreach (Statement statement in statements)
        {
            if (statement.Resources.Contains("*"))
                Assert.Empty(statement.Actions.Except(WithoutResource));
            else
                Assert.DoesNotContain(statement.Resources.Except(versions), resource => resource.Contains('*', StringComparison.Ordinal));
        }
    }

    [Fact]
    public void Roles_OfTheStack_HaveNoPolicyButTheirOwn()
    {
        Assert.Equal(Principals.Length, stack.Resources("AWS::IAM::Role").Count);
        foreach (JsonElement role in stack.Resources("AWS::IAM::Role").Values)
        {
            Assert.False(role.GetProperty("Properties").TryGetProperty("ManagedPolicyArns", out _));
            Assert.False(role.GetProperty("Properties").TryGetProperty("Policies", out _));
        }
        // Each policy belongs to one of the principals looked at above, so that none goes unlooked at.
        Assert.Equal(Principals.Length, stack.Resources("AWS::IAM::Policy").Count);
    }

    [Fact]
    public void StateMachine_Role_IsAssumedForThisAccountOnly() =>
        stack.Template.HasResourceProperties("AWS::IAM::Role", new Dictionary<string, object>
        {
            ["AssumeRolePolicyDocument"] = new Dictionary<string, object>
            {
                ["Statement"] = new object[]
                {
                    new Dictionary<string, object>
                    {
                        ["Action"] = "sts:AssumeRole",
                        ["Condition"] = new Dictionary<string, object>
                        {
                            ["StringEquals"] = new Dictionary<string, object>
                            {
                                ["aws:SourceAccount"] = new Dictionary<string, object> { ["Ref"] = "AWS::AccountId" },
                            },
                        },
                        ["Effect"] = "Allow",
                        ["Principal"] = new Dictionary<string, object> { ["Service"] = "states.amazonaws.com" },
                    },
                },
            },
        });
}
