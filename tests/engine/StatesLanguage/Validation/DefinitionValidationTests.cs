using AiProxy.StatesLanguage.Diagnostics;

namespace AiProxy.StatesLanguage.Tests.Validation;

public sealed class DefinitionValidationTests
{
    private const string Wait = "'Type':'Wait','Seconds':1";
    private const string Inner = "{'StartAt':'B','States':{'B':{'Type':'Succeed'}}}";
    private static readonly string Long = new('n', 81);

    public static TheoryData<string, string> Refused => new()
    {
        { "{}", "SCHEMA_VALIDATION_FAILED: These fields are required: [States, StartAt] at /" },
        { "{'StartAt':'A'}", "SCHEMA_VALIDATION_FAILED: These fields are required: [States] at /" },
        { "[]", "SCHEMA_VALIDATION_FAILED: Expected value of type [OBJECT] at /" },
        { "{'StartAt':'A','States':{}}", "SCHEMA_VALIDATION_FAILED: Expected a non-empty object at /States" },
        { "{'StartAt':'A','Nope':1,'States':{'A':{'Type':'Succeed'}}}", "SCHEMA_VALIDATION_FAILED: Field 'Nope' is not supported at /" },
        { "{'StartAt':'A','StartAt':'B','States':{'A':{'Type':'Succeed'}}}", "INVALID_JSON_DESCRIPTION: Duplicate field 'StartAt' at /StartAt" },
        { One("'Type':'Nope','End':true"), "SCHEMA_VALIDATION_FAILED: The field 'Type' should have one of these values: [Task, Wait, Pass, Succeed, Fail, Choice, Parallel, Map] at /States/A/Type" },
        { One("'End':true"), "SCHEMA_VALIDATION_FAILED: These fields are required: [Type] at /States/A" },
        { One(Wait), "SCHEMA_VALIDATION_FAILED: This object should have only one of the following fields: [Next, End] at /States/A" },
        { Machine("'A':{" + Wait + ",'End':true,'Next':'B'},'B':{'Type':'Succeed'}"), "SCHEMA_VALIDATION_FAILED: There should only be one of the following fields: [Next, End] at /States/A" },
        { One("'Type':'Pass','End':true,'Catch':[]"), "SCHEMA_VALIDATION_FAILED: Field 'Catch' is not supported at /States/A" },
        { One("'Type':'Pass','End':true,'TimeoutSeconds':1"), "SCHEMA_VALIDATION_FAILED: Field 'TimeoutSeconds' is not supported at /States/A" },
        { One("'Type':'Pass','End':true,'InputPath':'$'"), "SCHEMA_VALIDATION_FAILED: The QueryLanguage is set to 'JSONata', but field 'InputPath' is only supported for the 'JSONPath' QueryLanguage at /States/A" },
        { "{'StartAt':'A','States':{'A':{'Type':'Pass','Output':1,'End':true}}}", "SCHEMA_VALIDATION_FAILED: The QueryLanguage is set to 'JSONPath', but field 'Output' is only supported for the 'JSONata' QueryLanguage at /States/A" },
        { One("'Type':'Pass','End':true,'QueryLanguage':'JSONPath'"), "SCHEMA_VALIDATION_FAILED: 'QueryLanguage' can not be 'JSONPath' if set to 'JSONata' for whole state machine at /States/A" },
        { One("'Type':'Pass','End':true,'QueryLanguage':'JSONPath','Output':1"), "SCHEMA_VALIDATION_FAILED: 'QueryLanguage' can not be 'JSONPath' if set to 'JSONata' for whole state machine at /States/A" },
        { One("'Type':'Pass','End':true,'QueryLanguage':'jsonpath'"), "SCHEMA_VALIDATION_FAILED: Value should be one of the following: [JSONPath, JSONata] at /States/A/QueryLanguage" },
        { "{'QueryLanguage':'jsonpath','StartAt':'A','States':{'A':{'Type':'Pass','InputPath':'$.a','End':true}}}", "SCHEMA_VALIDATION_FAILED: Value should be one of the following: [JSONPath, JSONata] at /QueryLanguage; SCHEMA_VALIDATION_FAILED: The QueryLanguage is set to 'JSONata', but field 'InputPath' is only supported for the 'JSONPath' QueryLanguage at /States/A" },
        { "{'StartAt':'A','States':{'A':{'Type':'Pass','QueryLanguage':5,'InputPath':'$.a','End':true}}}", "SCHEMA_VALIDATION_FAILED: The QueryLanguage is set to 'JSONata', but field 'InputPath' is only supported for the 'JSONPath' QueryLanguage at /States/A; SCHEMA_VALIDATION_FAILED: Expected value of type [STRING] at /States/A/QueryLanguage" },
        { One("'Type':'Map','End':true,'ItemProcessor':{'QueryLanguage':'JSONata','StartAt':'B','States':{'B':{'Type':'Succeed'}}}"), "SCHEMA_VALIDATION_FAILED: Field 'QueryLanguage' is not supported at /States/A/ItemProcessor" },
        { One("'Type':'Wait','Timestamp':'2026-13-01T00:00:00Z','End':true"), "SCHEMA_VALIDATION_FAILED: String does not match RFC3339 timestamp at /States/A/Timestamp" },
        { One("'Type':'Wait','End':true"), "SCHEMA_VALIDATION_FAILED: This object should have only one of the following fields: [Seconds, Timestamp] at /States/A" },
        { One("'Type':'Wait','Seconds':-1,'End':true"), "SCHEMA_VALIDATION_FAILED: Minimum value is 0 at /States/A/Seconds" },
        { One("'Type':'Pass','Next':'B'"), "MISSING_TRANSITION_TARGET: Missing 'Next' target: B at /States/A/Next; MISSING_END_STATE: Workflow has no terminal state" },
        { Machine("'A':{'Type':'Succeed'},'B':{'Type':'Succeed'}"), "MISSING_TRANSITION_TARGET: State \"B\" is not reachable. at /States/B" },
        { Machine("'A':{'Type':'Pass','Next':'B'},'B':{'Type':'Pass','Next':'A'}"), "MISSING_END_STATE: Workflow has no terminal state" },
        { Task("'Resource':'arn:aws:states:::lambda:invoke','Arguments':{'Payload':1}"), "SCHEMA_VALIDATION_FAILED: The field 'FunctionName' is required but was missing at /States/A/Arguments" },
        { Task("'Resource':'arn:aws:states:::dynamodb:query'"), "SCHEMA_VALIDATION_FAILED: The resource provided arn:aws:states:::dynamodb:query is not recognized. The value is not a valid resource ARN, or the resource is not available in this region. at /States/A/Resource" },
        { Task("'Resource':'arn:aws:states:::sqs:sendMessage.waitForTaskToken','Arguments':{'QueueUrl':'u','MessageBody':'m'}"), "SCHEMA_VALIDATION_FAILED: Express state machine does not support '.waitForTaskToken' service integration at /States/A/Resource" },
        { Task("'Resource':'arn:aws:states:::states:startExecution.sync:2','Arguments':{'StateMachineArn':'m'}"), "SCHEMA_VALIDATION_FAILED: Express state machine does not support '.sync' service integration at /States/A/Resource" },
        { Task("'Resource':'arn:aws:states:us-east-1:1:activity:a'"), "SCHEMA_VALIDATION_FAILED: Express state machine does not support Activity ARN at /States/A/Resource" },
        { Task("'Resource':'arn:aws:lambda:us-east-1:1:function:f','TimeoutSeconds':5,'HeartbeatSeconds':5"), "SCHEMA_VALIDATION_FAILED: HeartbeatSeconds must be smaller than TimeoutSeconds at /States/A/HeartbeatSeconds" },
        { Task("'Resource':'arn:aws:lambda:us-east-1:1:function:f','Credentials':{}"), "SCHEMA_VALIDATION_FAILED: The field 'RoleArn' is required but was missing at /States/A/Credentials" },
        { Retry("{'ErrorEquals':['States.ALL','X']}"), "SCHEMA_VALIDATION_FAILED: States.ALL must appear alone and at end of list at /States/A/Retry[0]/ErrorEquals[0]" },
        { Retry("{'ErrorEquals':['States.ALL']},{'ErrorEquals':['X']}"), "SCHEMA_VALIDATION_FAILED: States.ALL must appear alone and at end of list at /States/A/Retry[0]/ErrorEquals[0]" },
        { Retry("{'ErrorEquals':['X'],'BackoffRate':0.5}"), "SCHEMA_VALIDATION_FAILED: Minimum value is 1.0 at /States/A/Retry[0]/BackoffRate" },
        { Retry("{'ErrorEquals':['X'],'JitterStrategy':'SOME'}"), "SCHEMA_VALIDATION_FAILED: Value should be one of the following: [FULL, NONE] at /States/A/Retry[0]/JitterStrategy" },
        { Retry("{'ErrorEquals':['X'],'MaxDelaySeconds':1}"), "SCHEMA_VALIDATION_FAILED: MaxDelaySeconds must be greater than IntervalSeconds at /States/A/Retry[0]/MaxDelaySeconds" },
        { One("'Type':'Pass','End':true,'Assign':{'states':1}"), "RESERVED_VARIABLE_NAME: Cannot assign to reserved variable '$states'. at /States/A/Assign" },
        { One("'Type':'Pass','End':true,'Assign':{'1a':1}"), "INVALID_VARIABLE_NAME: Invalid variable name '1a': the variable name contains invalid characters. at /States/A/Assign" },
        { "{'StartAt':'A','States':{'A':{'Type':'Pass','OutputPath':'x','End':true}}}", "SCHEMA_VALIDATION_FAILED: Value must be a valid JSONPath. at /States/A/OutputPath" },
        { "{'StartAt':'A','States':{'A':{'Type':'Pass','ResultPath':'$.x[*]','End':true}}}", "SCHEMA_VALIDATION_FAILED: Value is not a Reference Path at /States/A/ResultPath" },
        { "{'StartAt':'A','States':{'A':{'Type':'Pass','Parameters':{'x.$':'States.Nothing()'},'End':true}}}", "SCHEMA_VALIDATION_FAILED: The value for the field 'x.$' must be a valid JSONPath or a valid intrinsic function call at /States/A/Parameters" },
        { "{'StartAt':'A','States':{'A':{'Type':'Choice','Choices':[{'Variable':'$.x','Next':'B'}]},'B':{'Type':'Succeed'}}}", "SCHEMA_VALIDATION_FAILED: There should be exactly one comparison operator at /States/A/Choices[0]" },
        { One("'Type':'Map','End':true,'ItemProcessor':{'ProcessorConfig':{'Mode':'DISTRIBUTED','ExecutionType':'STANDARD'},'StartAt':'B','States':{'B':{'Type':'Succeed'}}}"), "SCHEMA_VALIDATION_FAILED: The field 'Mode' with value 'DISTRIBUTED' is not supported inside 'EXPRESS' state machines at /States/A/ItemProcessor/ProcessorConfig/Mode" },
        { One("'Type':'Map','End':true,'ItemProcessor':{'StartAt':'A','States':{'A':{'Type':'Succeed'}}}"), "DUPLICATE_STATE_NAME: Duplicate State name: A at /States/A/ItemProcessor/States/A" },
        { One("'Type':'Pass','Assign':{'" + new string('v', 81) + "':1},'End':true"), $"INVALID_VARIABLE_NAME: Invalid variable name '{new string('v', 81)}': the variable name exceeds the 80-character limit allowed by the service. at /States/A/Assign" },
        { "{'StartAt':'" + Long + "','States':{'" + Long + "':{'Type':'Succeed'}}}", $"INVALID_STATE_NAME: Invalid State name: State '{Long}' exceeds the 80-character limit allowed by the service at /States/{Long}" },
        { "{'StartAt':'','States':{'':{'Type':'Succeed'}}}", "INVALID_STATE_NAME: Invalid State name: State name cannot be empty at /States/" },
        { Path("'Type':'Pass','InputPath':'x'"), "SCHEMA_VALIDATION_FAILED: Value must be a valid JSONPath. at /States/A/InputPath" },
        { Path("'Type':'Pass','ResultPath':'x'"), "SCHEMA_VALIDATION_FAILED: Value is not a Reference Path: Reference path didn't start with '$' at /States/A/ResultPath" },
        { Path("'Type':'Wait','SecondsPath':'x'"), "SCHEMA_VALIDATION_FAILED: Value is not a Reference Path: Reference path didn't start with '$' at /States/A/SecondsPath" },
        { Path("'Type':'Wait'"), "SCHEMA_VALIDATION_FAILED: This object should have only one of the following fields: [SecondsPath, Seconds, TimestampPath, Timestamp] at /States/A" },
        { Path("'Type':'Wait','Seconds':1,'SecondsPath':'$.s'"), "SCHEMA_VALIDATION_FAILED: There should only be one of the following fields: [SecondsPath, Seconds, TimestampPath, Timestamp] at /States/A" },
        { Choice("'Variable':'x','IsNull':true,'Next':'B'"), "SCHEMA_VALIDATION_FAILED: Value is not a Reference Path: Reference path didn't start with '$' at /States/A/Choices[0]/Variable" },
        { Choice("'Next':'B'"), "SCHEMA_VALIDATION_FAILED: The object must have only one of the following fields, [And, Or, Not, Variable, Condition] at /States/A/Choices[0]" },
        { Choice("'Variable':'$.x','IsNull':true,'Not':{'Variable':'$.x','IsNull':true},'Next':'B'"), "SCHEMA_VALIDATION_FAILED: The object must have only one of the following fields, [And, Or, Not, Variable, Condition] at /States/A/Choices[0]" },
        { Choice("'Condition':true,'Next':'B'"), "SCHEMA_VALIDATION_FAILED: The QueryLanguage is set to 'JSONPath', but field 'Condition' is only supported for the 'JSONata' QueryLanguage at /States/A/Choices[0]" },
        { Choice("'Variable':'$.x','IsNull':true"), "SCHEMA_VALIDATION_FAILED: These fields are required: [Next] at /States/A/Choices[0]" },
        { Choice("'Not':{'Variable':'$.x','IsNull':true,'Next':'B'},'Next':'B'"), "SCHEMA_VALIDATION_FAILED: Field 'Next' is not supported at /States/A/Choices[0]/Not" },
        { Choice("'And':[],'Next':'B'"), "SCHEMA_VALIDATION_FAILED: Value cannot be empty at /States/A/Choices[0]/And" },
        { Machine("'A':{'Type':'Choice','Choices':[],'Default':'B'},'B':{'Type':'Succeed'}"), "SCHEMA_VALIDATION_FAILED: Value cannot be empty at /States/A/Choices" },
        { Machine("'A':{'Type':'Choice','Choices':[{'Condition':true,'Variable':'$.x','Next':'B'}]},'B':{'Type':'Succeed'}"), "SCHEMA_VALIDATION_FAILED: The QueryLanguage is set to 'JSONata', but field 'Variable' is only supported for the 'JSONPath' QueryLanguage at /States/A/Choices[0]" },
        { One("'Type':'Pass','Assign':{'a.b':1},'End':true"), "INVALID_VARIABLE_NAME: Invalid variable name 'a.b': the variable name contains invalid characters. at /States/A/Assign" },
        { One("'Type':'Wait','Seconds':100000000,'End':true"), "SCHEMA_VALIDATION_FAILED: Maximum value is 99999999 at /States/A/Seconds" },
        { One("'Type':'Pass','Next':'{% $x %}','Assign':{'x':'A'}") , "MISSING_TRANSITION_TARGET: Missing 'Next' target: {% $x %} at /States/A/Next; MISSING_END_STATE: Workflow has no terminal state" },
        { Task("'Resource':'{% $states.input %}'"), "SCHEMA_VALIDATION_FAILED: Value is not a valid resource ARN at /States/A/Resource" },
        { Retry("{'ErrorEquals':[]}"), "SCHEMA_VALIDATION_FAILED: Value cannot be empty at /States/A/Retry[0]/ErrorEquals" },
        { Retry("{'ErrorEquals':['X',1]}"), "SCHEMA_VALIDATION_FAILED: Expected value of type [STRING] at /States/A/Retry[0]/ErrorEquals[1]" },
        { Retry("{'MaxAttempts':1}"), "SCHEMA_VALIDATION_FAILED: These fields are required: [ErrorEquals] at /States/A/Retry[0]" },
        { Retry("{'ErrorEquals':['X'],'MaxAttempts':100000000}"), "SCHEMA_VALIDATION_FAILED: Maximum value is 99999999 at /States/A/Retry[0]/MaxAttempts" },
        { Retry("{'ErrorEquals':['X'],'MaxDelaySeconds':31622401}"), "SCHEMA_VALIDATION_FAILED: Maximum value is 31622400 at /States/A/Retry[0]/MaxDelaySeconds" },
        { Task("'Resource':'arn:aws:lambda:us-east-1:1:function:f','Catch':[{'ErrorEquals':['X','States.ALL'],'Next':'A'}]"), "SCHEMA_VALIDATION_FAILED: States.ALL must appear alone and at end of list at /States/A/Catch[0]/ErrorEquals[1]" },
        { Task("'Resource':'arn:aws:lambda:us-east-1:1:function:f','Catch':[{'ErrorEquals':['X']}]"), "SCHEMA_VALIDATION_FAILED: These fields are required: [Next] at /States/A/Catch[0]" },
        { Task("'Resource':'arn:aws:lambda:us-east-1:1:function:f','TimeoutSeconds':0"), "SCHEMA_VALIDATION_FAILED: Minimum value is 1 at /States/A/TimeoutSeconds" },
        { Task("'Resource':'f'"), "SCHEMA_VALIDATION_FAILED: Value is not a valid resource ARN at /States/A/Resource" },
        { Task("'Resource':'arn:aws:states:::lambda:invoke'"), "SCHEMA_VALIDATION_FAILED: Arguments field is required for resource ARN: arn:aws:states:::lambda:invoke at /States/A/Resource" },
        { Path("'Type':'Task','Resource':'arn:aws:states:::aws-sdk:s3:listBuckets'"), "SCHEMA_VALIDATION_FAILED: Parameters field is required for resource ARN: arn:aws:states:::aws-sdk:s3:listBuckets at /States/A/Resource" },
        { Task("'Resource':'arn:aws:states:::sqs:sendMessage','Arguments':{'QueueUrl':'u'}"), "SCHEMA_VALIDATION_FAILED: The field 'MessageBody' is required but was missing at /States/A/Arguments" },
        { One("'Type':'Parallel','Branches':[],'End':true"), "SCHEMA_VALIDATION_FAILED: Value cannot be empty at /States/A/Branches" },
        { One("'Type':'Map','End':true"), "SCHEMA_VALIDATION_FAILED: This object should have only one of the following fields: [ItemProcessor, Iterator] at /States/A" },
        { Path("'Type':'Map','Parameters':{},'ItemSelector':{},'ItemProcessor':" + Inner), "SCHEMA_VALIDATION_FAILED: There should only be one of the following fields: [ItemSelector, Parameters] at /States/A" },
        { Path("'Type':'Pass','Parameters':{'a':1,'a.$':'$.b'}"), "SCHEMA_VALIDATION_FAILED: There should only be one of the following fields: [a, a.$] at /States/A/Parameters" },
        { Path("'Type':'Pass','Parameters':{'a.$':'$.b','a':{'c':1}}"), "SCHEMA_VALIDATION_FAILED: There should only be one of the following fields: [a, a.$] at /States/A/Parameters" },
        { Path("'Type':'Pass','Parameters':{'x':[{'y':{'a':1,'b':2,'a.$':'$.b'}}]}"), "SCHEMA_VALIDATION_FAILED: There should only be one of the following fields: [a, a.$] at /States/A/Parameters/x[0]/y" },
        { Path("'Type':'Task','Resource':'arn:aws:lambda:us-east-1:1:function:f','ResultSelector':{'a':1,'a.$':'$.b'}"), "SCHEMA_VALIDATION_FAILED: There should only be one of the following fields: [a, a.$] at /States/A/ResultSelector" },
        { Path("'Type':'Map','ItemSelector':{'a':1,'a.$':'$.b'},'ItemProcessor':" + Inner), "SCHEMA_VALIDATION_FAILED: There should only be one of the following fields: [a, a.$] at /States/A/ItemSelector" },
        { Path("'Type':'Pass','Assign':{'a':1,'a.$':'$.b'}"), "SCHEMA_VALIDATION_FAILED: There should only be one of the following fields: [a, a.$] at /States/A/Assign" },
        { One("'Type':'Map','ToleratedFailurePercentage':101,'ItemProcessor':" + Inner + ",'End':true"), "SCHEMA_VALIDATION_FAILED: Maximum value is 100 at /States/A/ToleratedFailurePercentage" },
        { One("'Type':'Map','ItemProcessor':{'ProcessorConfig':{'Mode':'INLINE','ExecutionType':'EXPRESS'},'StartAt':'B','States':{'B':{'Type':'Succeed'}}},'End':true"), "SCHEMA_VALIDATION_FAILED: Field 'ExecutionType' is not supported at /States/A/ItemProcessor/ProcessorConfig" },
    };

    public static TheoryData<string, string> RefusedInStandard => new()
    {
        { One("'Type':'Map','ItemProcessor':{'ProcessorConfig':{'Mode':'DISTRIBUTED'},'StartAt':'B','States':{'B':{'Type':'Succeed'}}},'End':true"), "SCHEMA_VALIDATION_FAILED: These fields are required: [ExecutionType] at /States/A/ItemProcessor/ProcessorConfig" },
        { Distributed("'Label':''"), "INVALID_LABEL_NAME: Invalid Label name: Label name cannot be empty at /States/A/Label" },
        { Distributed("'Label':'a b'"), "INVALID_LABEL_NAME: Invalid Label name: Label 'a b' contains invalid character: ' ' at /States/A/Label" },
        { Distributed("'Label':'" + Long[..41] + "'"), $"INVALID_LABEL_NAME: Invalid Label name: Label '{Long[..41]}' exceeds the 40-character limit allowed by the service at /States/A/Label" },
        { Machine("'A':{" + DistributedFields("A", "'Label':'x'") + ",'Next':'C'},'C':{" + DistributedFields("C", "'Label':'x'") + ",'End':true}"), "DUPLICATE_LABEL_NAME: Duplicate Label name: x at /States/C/Label" },
        { Distributed("'ItemReader':{'Resource':'arn:aws:states:::s3:putObject','Arguments':{}}"), "SCHEMA_VALIDATION_FAILED: The field 'Resource' does not match any of the allowed values at /States/A/ItemReader/Resource" },
        { Reader("'InputType':'JSON','Transformation':'LOAD_AND_FLATTEN'"), "NOT_SUPPORTED: The Transformation LOAD_AND_FLATTEN is not supported: read each object in a Map of its own at /States/A/ItemReader/ReaderConfig/Transformation" },
        { PathDistributed("'ItemBatcher':{'MaxItemsPerBatch':1,'MaxItemsPerBatchPath':'$.a'}"), "SCHEMA_VALIDATION_FAILED: There should only be one of the following fields: [MaxItemsPerBatch, MaxItemsPerBatchPath] at /States/A/ItemBatcher" },
        { PathDistributed("'ItemBatcher':{'MaxInputBytesPerBatch':1,'MaxInputBytesPerBatchPath':'$.a'}"), "SCHEMA_VALIDATION_FAILED: There should only be one of the following fields: [MaxInputBytesPerBatch, MaxInputBytesPerBatchPath] at /States/A/ItemBatcher" },
        { PathDistributed("'ItemReader':{'Resource':'arn:aws:states:::s3:getObject','Parameters':{},'ReaderConfig':{'MaxItems':1,'MaxItemsPath':'$.a'}}"), "SCHEMA_VALIDATION_FAILED: There should only be one of the following fields: [MaxItems, MaxItemsPath] at /States/A/ItemReader/ReaderConfig" },
        { PathDistributed("'ItemBatcher':{'BatchInput':{'a':1,'a.$':'$.b'}}"), "SCHEMA_VALIDATION_FAILED: There should only be one of the following fields: [a, a.$] at /States/A/ItemBatcher/BatchInput" },
        { Distributed("'ItemBatcher':{'MaxItemsPerBatchPath':'$.a'}"), "SCHEMA_VALIDATION_FAILED: The QueryLanguage is set to 'JSONata', but field 'MaxItemsPerBatchPath' is only supported for the 'JSONPath' QueryLanguage at /States/A/ItemBatcher" },
        { Distributed("'ResultWriter':{'Resource':'arn:aws:states:::s3:putObject','Parameters':{}}"), "SCHEMA_VALIDATION_FAILED: These fields are required: [Arguments] at /States/A/ResultWriter; NOT_SUPPORTED: A ResultWriter that writes to S3 needs an IResultWriter: give it as EngineOptions.ResultWriter, and those options as StateMachineOptions.Engine at /States/A/ResultWriter" },
        { Distributed("'ResultWriter':{'Arguments':{'Bucket':'b'}}"), "SCHEMA_VALIDATION_FAILED: These fields are required: [Resource] at /States/A/ResultWriter" },
        { Distributed("'ResultWriter':{'WriterConfig':{},'Parameters':{}}"), "SCHEMA_VALIDATION_FAILED: Field 'Parameters' is not supported at /States/A/ResultWriter" },
        { Distributed("'ResultWriter':{'WriterConfig':{'Transformation':'none'}}"), "SCHEMA_VALIDATION_FAILED: Value should be one of the following: [NONE, COMPACT, FLATTEN] at /States/A/ResultWriter/WriterConfig/Transformation" },
        { Distributed("'ResultWriter':{'WriterConfig':{'OutputType':'CSV'}}"), "SCHEMA_VALIDATION_FAILED: Value should be one of the following: [JSON, JSONL] at /States/A/ResultWriter/WriterConfig/OutputType" },
        { Distributed("'ResultWriter':{'WriterConfig':{'Nope':1}}"), "SCHEMA_VALIDATION_FAILED: Field 'Nope' is not supported at /States/A/ResultWriter/WriterConfig" },
        { Distributed("'ResultWriter':[]"), "SCHEMA_VALIDATION_FAILED: Expected value of type [OBJECT] at /States/A/ResultWriter" },
        { Reader("'InputType':'CSV'"), "SCHEMA_VALIDATION_FAILED: The field 'CSVHeaderLocation' is required at /States/A/ItemReader/ReaderConfig" },
        { Reader("'InputType':'CSV','CSVHeaderLocation':'GIVEN'"), "SCHEMA_VALIDATION_FAILED: These fields are required: [CSVHeaders] at /States/A/ItemReader/ReaderConfig" },
        { Reader("'InputType':'JSON','CSVHeaderLocation':'FIRST_ROW'"), "SCHEMA_VALIDATION_FAILED: Field 'CSVHeaderLocation' is not supported at /States/A/ItemReader/ReaderConfig" },
        { Task("'Resource':'arn:aws:states:us-east-1:1:activity:a','Credentials':{'RoleArn':'r'}"), "SCHEMA_VALIDATION_FAILED: The field 'Credentials' is not supported for activities at /States/A/Credentials" },
    };

    [Theory]
    [MemberData(nameof(RefusedInStandard))]
    public void Parse_OneMistakeInAStandardMachine_IsTheOnlyDiagnostic(string definition, string expected)
    {
        var result = StateMachine.Parse(definition.Replace('\'', '"'));

        Assert.Null(result.Machine);
        Assert.Equal(expected.Replace('\'', '"'), string.Join("; ", result.Diagnostics).Replace('\'', '"'));
    }

    [Theory]
    [MemberData(nameof(Refused))]
    public void Parse_OneMistake_IsTheOnlyDiagnostic(string definition, string expected)
    {
        var result = StateMachine.Parse(definition.Replace('\'', '"'), new StateMachineOptions { Type = StateMachineType.Express });

        Assert.Null(result.Machine);
        Assert.Equal(expected.Replace('\'', '"'), string.Join("; ", result.Diagnostics).Replace('\'', '"'));
    }

    [Fact]
    public void Parse_SeveralMistakes_AreAllReportedAsCreateStateMachineWordsThem()
    {
        var result = StateMachine.Parse("""{"StartAt":"pass1","States":{"pass1":{"Type":"Pass","Next":"pass3"},"pass2":{"Type":"Pass","End":true}}}""");

        Assert.Equal(
            "Invalid State Machine Definition: 'MISSING_TRANSITION_TARGET: Missing 'Next' target: pass3 at /States/pass1/Next, "
            + "MISSING_TRANSITION_TARGET: State \"pass2\" is not reachable. at /States/pass2'",
            result.ErrorMessage);
    }

    [Fact]
    public void Parse_WithoutAnEnd_IsRefusedAtNull()
    {
        var result = StateMachine.Parse("""{"StartAt":"A","States":{"A":{"Type":"Pass","Next":"A"}}}""");

        Assert.Equal("Invalid State Machine Definition: 'MISSING_END_STATE: Workflow has no terminal state at null'", result.ErrorMessage);
    }

    [Fact]
    public void Parse_NestedScopeWithoutAnEnd_IsTaken()
    {
        const string Loop = "'B':{'Type':'Pass','Next':'C'},'C':{'Type':'Pass','Next':'B'}";

        var result = StateMachine.Parse(One($"'Type':'Map','End':true,'ItemProcessor':{{'StartAt':'B','States':{{{Loop}}}}}").Replace('\'', '"'));

        Assert.Empty(result.Diagnostics);
    }

    [Fact]
    public void Parse_NotJson_HasTheWordsOfStepFunctions()
    {
        var diagnostic = Assert.Single(StateMachine.Parse("not a definition").Diagnostics);

        Assert.Equal(DiagnosticCodes.InvalidJsonDescription, diagnostic.Code);
        Assert.Equal("[Source: (String)\"not a definition\"; line: 1, column: 4]", diagnostic.Location);
        Assert.Equal(
            "Unrecognized token 'not': was expecting (JSON String, Number, Array, Object or token 'null', 'true' or 'false')\n"
            + " at [Source: (String)\"not a definition\"; line: 1, column: 4]",
            diagnostic.Message);
    }

    [Fact]
    public void Parse_BrokenJson_HasLineAndColumn()
    {
        var diagnostic = Assert.Single(StateMachine.Parse("{\n  \"StartAt\": \"A\",\n  \"States\": {,}\n}").Diagnostics);

        Assert.Equal(DiagnosticCodes.InvalidJsonDescription, diagnostic.Code);
        Assert.Equal((3, 14), (diagnostic.Line, diagnostic.Column));
    }

    [Fact]
    public void Parse_DeepNesting_IsRefusedAsSuchAtTheFirstLevelTooDeep()
    {
        var deep = string.Concat(Enumerable.Repeat("[", 253)) + "1" + string.Concat(Enumerable.Repeat("]", 253));
        var definition = One("'Type':'Pass','Output':[" + deep + "],'End':true").Replace('\'', '"');

        var diagnostic = Assert.Single(StateMachine.Parse(definition).Diagnostics);

        Assert.Equal(DiagnosticCodes.TooDeeplyNested, diagnostic.Code);
        Assert.Equal("The definition nests deeper than 256 levels", diagnostic.Message);
        Assert.StartsWith("/States/A/Output[0]", diagnostic.Location, StringComparison.Ordinal);
        Assert.Empty(StateMachine.Parse(definition.Replace("[[[", "[[", StringComparison.Ordinal).Replace("]]]", "]]", StringComparison.Ordinal)).Diagnostics);
    }

    [Fact]
    public void Parse_Empty_IsMissing() =>
        Assert.Equal(DiagnosticCodes.MissingDescription, Assert.Single(StateMachine.Parse("  ").Diagnostics).Code);

    [Fact]
    public void Parse_Diagnostics_HaveLineAndColumn()
    {
        var result = StateMachine.Parse("{\n \"StartAt\": \"A\",\n \"States\": {\n  \"A\": {\"Type\":\"Pass\",\n   \"Next\": \"B\"}}}");

        Assert.Equal((5, 4), (result.Diagnostics[0].Line, result.Diagnostics[0].Column));
    }

    [Theory]
    [InlineData("'Type':'Pass','Result':{'a':1,'a.$':'$.b'}")]
    [InlineData("'Type':'Pass','Parameters':{'a':1,'A.$':'$.b','x':{'a.$':'$.c'}}")]
    [InlineData("'Type':'Pass','Parameters':{'a.$':'$.b','a.$.$':'$.b'}")]
    [InlineData("'Type':'Pass','QueryLanguage':'JSONata','Output':{'a':1,'a.$':'$.b'}")]
    public void Parse_NamesThatStayApart_AreTaken(string fields) =>
        Assert.NotNull(StateMachine.Parse(Path(fields).Replace('\'', '"')).Machine);

    [Fact]
    public void Parse_StandardMachine_TakesCallbacks()
    {
        var result = StateMachine.Parse(Task("'Resource':'arn:aws:states:::sqs:sendMessage.waitForTaskToken','Arguments':{'QueueUrl':'u','MessageBody':'m'}").Replace('\'', '"'));

        Assert.Empty(result.Diagnostics);
    }

    private static string One(string fields) => Machine($"'A':{{{fields}}}");

    private static string Path(string fields) => $"{{'StartAt':'A','States':{{'A':{{{fields},'End':true}}}}}}";

    private static string Choice(string rule) =>
        $"{{'StartAt':'A','States':{{'A':{{'Type':'Choice','Choices':[{{{rule}}}],'Default':'B'}},'B':{{'Type':'Succeed'}}}}}}";

    private static string Distributed(string fields) => One(DistributedFields("A", fields) + ",'End':true");

    private static string PathDistributed(string fields) => Path(DistributedFields("A", fields));

    private static string DistributedFields(string name, string fields) =>
        $"'Type':'Map',{fields},'ItemProcessor':{{'ProcessorConfig':{{'Mode':'DISTRIBUTED','ExecutionType':'STANDARD'}},"
        + $"'StartAt':'{name}1','States':{{'{name}1':{{'Type':'Succeed'}}}}}}";

    private static string Reader(string config) =>
        Distributed($"'ItemReader':{{'Resource':'arn:aws:states:::s3:getObject','Arguments':{{}},'ReaderConfig':{{{config}}}}}");

    private static string Machine(string states) => $"{{'QueryLanguage':'JSONata','StartAt':'A','States':{{{states}}}}}";

    private static string Task(string fields) => One("'Type':'Task','End':true," + fields);

    private static string Retry(string retriers) => Task($"'Resource':'arn:aws:lambda:us-east-1:1:function:f','Retry':[{retriers}]");
}
