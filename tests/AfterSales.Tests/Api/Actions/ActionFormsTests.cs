using System.Reflection;
using AfterSales.Access;
using AfterSales.Api.Actions;
using AfterSales.Api.Engine;
using AfterSales.Api.Wording;

namespace AfterSales.Tests.Api.Actions;

public sealed class ActionFormsTests
{
    private static readonly ActionForms Forms = new(PublishedSchemaTests.Published.Value);

    [Fact]
    public void Every_mutation_has_a_title_of_its_own_in_every_language()
    {
        string[] mutations = [.. PublishedSchemaTests.Published.Value.Mutation!.Fields.Select(field => field.Name)];
        foreach (var language in RefusalWording.Languages)
        {
            var titles = mutations.Select(mutation => (Mutation: mutation, Title: ActionTitles.Find(mutation, language))).ToArray();
            Assert.Empty(titles.Where(one => string.IsNullOrWhiteSpace(one.Title)).Select(one => $"{one.Mutation} ({language})"));
            Assert.Empty(titles.GroupBy(one => one.Title).Where(same => same.Count() > 1).Select(same => $"{same.Key}: {string.Join(", ", same.Select(one => one.Mutation))}"));
        }
    }

    [Fact]
    public void A_records_key_begins_as_its_grain_says()
    {
        var known = typeof(ActionForms).Assembly.GetTypes().Where(type => type is { IsInterface: true })
            .Select(type => type.GetField("Prefix", BindingFlags.Public | BindingFlags.Static)).OfType<FieldInfo>().Select(field => (string)field.GetRawConstantValue()!).ToHashSet();
        Assert.All(ActionSubjects.All, subject => Assert.Contains(subject.Prefix, known));
    }

    [Fact]
    public void A_form_asks_in_the_readers_words_for_what_the_mutation_takes_and_not_for_what_programs_send()
    {
        var form = At("t-1", Role.Dispatcher, "es").Single(action => action.Mutation == "handOnVisit");
        Assert.Equal("ticketId", form.About);
        Assert.Equal(ActionTitles.Find("handOnVisit", "es"), form.Title);
        Assert.DoesNotContain(form.Fields, field => field.Path is "ticketId" or "requestId");
        var technician = form.Fields.Single(field => field.Path == "technicianId");
        Assert.Equal(("Técnico", FormFieldKind.Key, true, "technician"), (technician.Label, technician.Kind, technician.IsRequired, technician.Records));
        var from = form.Fields.Single(field => field.Path == "from");
        Assert.Equal((FormFieldKind.Instant, false), (from.Kind, from.IsRequired));
        var apologised = form.Fields.Single(field => field.Path == "isApologised");
        Assert.Equal((FormFieldKind.YesNo, false, "false"), (apologised.Kind, apologised.IsRequired, apologised.Initial));
    }

    [Fact]
    public void A_form_knows_choices_money_lists_groups_and_how_long_a_text_may_be()
    {
        var complaint = Enum.GetValues<Role>().SelectMany(role => At("c-1", role)).First(action => action.Mutation == "raiseComplaint");
        Assert.NotEmpty(complaint.Fields.Single(field => field is { Kind: FormFieldKind.Choice, Path: "category" }).Choices);
        var all = ActionSubjects.All.SelectMany(subject => Enum.GetValues<Role>().SelectMany(role => At(subject.Prefix + "1", role)));
        var fields = all.SelectMany(action => action.Fields).ToArray();
        Assert.Contains(fields, field => field.Kind == FormFieldKind.Money);
        Assert.All(fields.Where(field => field.Path.Contains('.')), within => Assert.Contains(fields, field => field.Kind == FormFieldKind.Group && within.Path.StartsWith(field.Path + ".", StringComparison.Ordinal)));
        Assert.Contains(fields, field => field.Path.Contains('.'));
        Assert.Contains(fields, field => field.IsList);
        Assert.Contains(fields, field => field.MaxLength is > 0);
    }

    [Fact]
    public void Each_choice_of_a_form_has_words_in_every_language()
    {
        foreach (var language in RefusalWording.Languages)
        {
            var choices = Enum.GetValues<Role>().SelectMany(role => ActionSubjects.All.Select(subject => subject.Prefix + "1").Append(null).SelectMany(key => At(key, role, language)))
                .SelectMany(action => action.Fields).SelectMany(field => field.Choices.Select(choice => (field.Path, choice))).Distinct();
            Assert.Empty(choices.Where(one => one.choice.Label == one.choice.Value && one.choice.Value is not "VIP").Select(one => $"{one.Path}: {one.choice.Value} ({language})"));
        }
    }

    [Fact]
    public void What_no_role_of_the_caller_may_do_is_not_told()
    {
        Assert.DoesNotContain(At("t-1", Role.Technician), action => action.Mutation == "scheduleVisit");
        Assert.Contains(At("t-1", Role.Dispatcher), action => action.Mutation == "scheduleVisit");
        Assert.Empty(Forms.At("t-1", Caller.Nobody));
    }

    [Fact]
    public void A_key_of_no_kind_that_is_known_and_a_record_of_another_kind_are_offered_nothing_of_this()
    {
        Assert.Empty(At("zz-1", Role.Administrator));
        Assert.DoesNotContain(At("c-1", Role.Dispatcher), action => action.About is not ("customerId" or "id"));
        Assert.All(At(null, Role.Administrator), action => Assert.Null(action.About));
    }

    [Fact]
    public void What_takes_the_place_of_what_is_on_file_says_so_and_what_only_programs_know_of_it_is_not_asked()
    {
        var amend = At("c-1", Role.Receptionist).Single(action => action.Mutation == "amendCustomer");
        Assert.Equal(("id", true), (amend.About, amend.IsReplacing));
        Assert.DoesNotContain(amend.Fields, field => field.Path.EndsWith("expectedVersion", StringComparison.Ordinal) || field.Path.EndsWith("id", StringComparison.Ordinal));
        Assert.False(At("t-1", Role.Dispatcher).Single(action => action.Mutation == "handOnVisit").IsReplacing);
        Assert.DoesNotContain(At(null, Role.Administrator), action => action.Mutation is "amendCustomer" or "archiveModel");
    }

    /// <summary>By which mutation and record the schema tells all that is replaced: one that is missing needs a line in the table where names differ.</summary>
    [Fact]
    public void Whatever_is_replaced_is_told_by_its_record_but_for_what_has_no_record()
    {
        var schema = PublishedSchemaTests.Published.Value;
        var reader = new OnFileReader(null!, schema, null!);
        var told = schema.Mutation!.Fields.Select(field => field.Name).Where(ActionForms.IsReplacing)
            .ToLookup(mutation => ActionSubjects.All.Select(subject => subject.About).Append(null).Any(about => reader.SourceOf(mutation, about) is not null));
        Assert.Equal(["amendTechnicianReport", "setPolicy"], told[false].Order(StringComparer.Ordinal));
        Assert.Equal(9, told[true].Count());
        Assert.Equal(
            "query($key: ID!) { record: technician(id: $key) { skillLevels { code level } version } }",
            reader.SourceOf("setTechnicianSkills", "technicianId")!.Document);
        // All that it covers: what the viewer may not see must not be lost when he sends the rest back.
        Assert.Contains("details { productIds }", reader.SourceOf("amendContract", "contractId")!.Document, StringComparison.Ordinal);
        Assert.Null(reader.SourceOf("amendContract", "customerId"));
        Assert.Null(reader.SourceOf("makeContract", "customerId"));
    }

    private static IReadOnlyList<RecordAction> At(string? key, Role role, string language = "en") =>
        Forms.At(key, new Caller("somebody", "Somebody", [new Assignment(role, role == Role.Administrator ? Assignment.Headquarters : "b-1")], Language: language));
}
