using System.Collections.Frozen;
using AiProxy.StatesLanguage.Model;
using AiProxy.StatesLanguage.Parsing;

namespace AiProxy.StatesLanguage.Validation;

/// <summary>A Task's Resource is one that Step Functions has, and an Express machine uses none of those it cannot run.</summary>
/// <seealso href="https://docs.aws.amazon.com/step-functions/latest/dg/integrate-optimized.html"/>
internal sealed class ResourceRule : IValidationRule
{
    private static readonly string[] Patterns = [".sync:2", ".sync", ".waitForTaskToken"];

    private static readonly FrozenSet<string> WithoutSync = FrozenSet.Create(
        StringComparer.Ordinal, "lambda", "http", "sns", "sqs", "dynamodb", "events", "apigateway", "aws-sdk");

    private static readonly FrozenSet<string> WithoutTaskToken = FrozenSet.Create(
        StringComparer.Ordinal,
        "http", "athena", "batch", "codebuild", "elasticmapreduce", "emr-containers", "emr-serverless", "glue", "databrew", "mediaconvert",
        "sagemaker", "dynamodb");

    public static readonly FrozenSet<string> Optimized = FrozenSet.Create(
        StringComparer.Ordinal,
        "lambda:invoke", "http:invoke", "states:startExecution", "apigateway:invoke", "sqs:sendMessage", "sns:publish", "events:putEvents",
        "dynamodb:getItem", "dynamodb:putItem", "dynamodb:updateItem", "dynamodb:deleteItem", "batch:submitJob", "ecs:runTask",
        "glue:startJobRun", "databrew:startJobRun", "codebuild:startBuild", "codebuild:stopBuild", "codebuild:batchDeleteBuilds",
        "codebuild:batchGetReports", "codebuild:startBuildBatch", "codebuild:stopBuildBatch", "codebuild:deleteBuildBatch",
        "codebuild:retryBuildBatch", "athena:startQueryExecution", "athena:stopQueryExecution", "athena:getQueryExecution",
        "athena:getQueryResults", "bedrock:invokeModel", "bedrock:createModelCustomizationJob", "mediaconvert:createJob",
        "sagemaker:createTrainingJob", "sagemaker:createTransformJob", "sagemaker:createProcessingJob", "sagemaker:createLabelingJob",
        "sagemaker:createHyperParameterTuningJob", "sagemaker:createModel", "sagemaker:createEndpoint", "sagemaker:createEndpointConfig",
        "sagemaker:updateEndpoint", "elasticmapreduce:createCluster", "elasticmapreduce:terminateCluster", "elasticmapreduce:addStep",
        "elasticmapreduce:cancelStep", "elasticmapreduce:setClusterTerminationProtection",
        "elasticmapreduce:modifyInstanceFleetByName", "elasticmapreduce:modifyInstanceGroupByName", "emr-containers:createVirtualCluster",
        "emr-containers:deleteVirtualCluster", "emr-containers:startJobRun", "emr-serverless:createApplication",
        "emr-serverless:startApplication", "emr-serverless:stopApplication", "emr-serverless:deleteApplication",
        "emr-serverless:startJobRun", "emr-serverless:cancelJobRun", "eks:call", "eks:createCluster", "eks:deleteCluster",
        "eks:createNodegroup", "eks:deleteNodegroup", "eks:createFargateProfile", "eks:deleteFargateProfile", "eks:runJob");

    public void Check(StateMachineDefinition definition, StateMachineType type, DiagnosticBag diagnostics)
    {
        foreach (var map in ScopeWalk.States(definition).OfType<MapDefinition>())
        {
            if (map.Distributed is not null && type == StateMachineType.Express)
            {
                diagnostics.Schema(
                    "The field 'Mode' with value 'DISTRIBUTED' is not supported inside 'EXPRESS' state machines",
                    map.Processor.Location + "/ProcessorConfig/Mode");
            }
        }

        foreach (var task in ScopeWalk.States(definition).OfType<TaskDefinition>().Where(task => task.Resource.Length > 0))
        {
            Check(task, type, diagnostics);
        }
    }

    private static void Check(TaskDefinition task, StateMachineType type, DiagnosticBag diagnostics)
    {
        var location = task.Location + "/Resource";
        if (!task.Resource.StartsWith("arn:", StringComparison.Ordinal))
        {
            diagnostics.Schema("Value is not a valid resource ARN", location);
            return;
        }

        if (!IsKnown(task.Resource))
        {
            diagnostics.Schema(
                $"The resource provided {task.Resource} is not recognized. "
                + "The value is not a valid resource ARN, or the resource is not available in this region.",
                location);
            return;
        }

        if (task.Credentials is not null && IsActivity(task))
        {
            diagnostics.Schema("The field 'Credentials' is not supported for activities", task.Location + "/Credentials");
        }

        if (type != StateMachineType.Express)
        {
            return;
        }

        if (task.Resource.StartsWith("arn:aws:states:::", StringComparison.Ordinal))
        {
            foreach (var pattern in Patterns.Where(pattern => task.Resource.EndsWith(pattern, StringComparison.Ordinal)))
            {
                // The blank at the end is AWS's.
                var name = pattern == ".sync:2" ? ".sync" : pattern;
                diagnostics.Schema($"Express state machine does not support '{name}' service integration ", location);
            }
        }
        else if (IsActivity(task))
        {
            diagnostics.Schema("Express state machine does not support Activity ARN", location);
        }
    }

    private static bool IsActivity(TaskDefinition task) => task.Resource.Contains(":activity:", StringComparison.Ordinal);

    /// <summary>Whether Step Functions has such a resource: a function, an activity, an integration in a pattern that it offers.</summary>
    public static bool IsKnown(string resource)
    {
        var parts = resource.Split(':', 6);
        if (parts.Length < 6 || parts[0] != "arn" || !parts[1].StartsWith("aws", StringComparison.Ordinal))
        {
            return false;
        }

        if (parts[2] == "lambda")
        {
            return parts[5].StartsWith("function:", StringComparison.Ordinal);
        }

        if (parts[2] != "states")
        {
            return false;
        }

        if (parts[3].Length > 0)
        {
            return parts[5].StartsWith("activity:", StringComparison.Ordinal);
        }

        var action = parts[5];
        foreach (var pattern in Patterns)
        {
            if (action.EndsWith(pattern, StringComparison.Ordinal))
            {
                action = action[..^pattern.Length];
                if (!Offers(action[..Math.Max(action.IndexOf(':', StringComparison.Ordinal), 0)], pattern))
                {
                    return false;
                }

                break;
            }
        }

        return Optimized.Contains(action) || (action.StartsWith("aws-sdk:", StringComparison.Ordinal) && action.Split(':').Length == 3);
    }

    private static bool Offers(string service, string pattern) => pattern switch
    {
        ".sync" => !WithoutSync.Contains(service),
        ".sync:2" => service == "states",
        _ => !WithoutTaskToken.Contains(service),
    };
}
