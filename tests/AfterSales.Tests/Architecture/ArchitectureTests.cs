using Mono.Cecil;

namespace AfterSales.Tests.Architecture;

/// <summary>Each rule holds for the product, and is seen to find what breaks it in a fixture: a rule that finds nothing anywhere proves nothing.</summary>
public sealed class ArchitectureTests
{
    [Fact]
    public void The_product_is_there_to_be_checked()
    {
        Assert.Contains(House.Product, t => t.FullName == "AfterSales.Calendars.WorkingCalendar");
        Assert.Contains(House.Product, t => t.IsGrain);
        Assert.Contains(House.Sources, f => f.Path == "AfterSales/Calendars/WorkingCalendar.cs");
        Assert.Contains(House.Projects, p => p.Name == "AfterSales.Host");
    }

    [Fact]
    public void Capabilities_use_only_those_they_have_an_arrow_to() =>
        Assert.Empty(ArrowRules.ArrowsThatAreNotAllowed(House.Product, "AfterSales", AllowedArrows.List));

    [Fact]
    public void An_arrow_that_is_not_allowed_is_found_in_a_method_a_generic_argument_and_an_attribute()
    {
        var (types, root) = House.Fixture("Arrows");
        Assert.Equal(
            [
                "Api → Tickets: ApiThatKnowsTickets uses Ticket",
                "Calendars → Records: CalendarThatMarksRecords uses RecordAttribute",
                "Gadgets is no known capability",
                "Policies → Tickets: PolicyWithTickets uses Ticket",
            ],
            ArrowRules.ArrowsThatAreNotAllowed(types, root, AllowedArrows.List));
    }

    [Fact]
    public void The_allowed_arrows_have_no_cycle_and_name_known_capabilities()
    {
        Assert.Empty(ArrowRules.Cycles(AllowedArrows.List));
        Assert.Empty(AllowedArrows.List.Values.SelectMany(targets => targets).Except(AllowedArrows.List.Keys));
    }

    [Fact]
    public void A_cycle_of_arrows_is_found()
    {
        var arrows = new Dictionary<string, IReadOnlySet<string>>
        {
            ["A"] = new HashSet<string> { "B" }, ["B"] = new HashSet<string> { "C" }, ["C"] = new HashSet<string> { "A", "D" }, ["D"] = new HashSet<string>(),
        };
        Assert.Equal(["A → B", "B → C", "C → A"], ArrowRules.Cycles(arrows));
    }

    [Fact]
    public void Rules_depend_on_nothing_but_words_and_calendars() => Assert.Empty(PureRules.UsesBeyondRules(House.Product));

    [Fact]
    public void Rules_that_ask_a_grain_a_clock_a_file_or_the_database_are_found() =>
        Assert.Equal(
            [
                "RulesThatAskTheClock uses System.TimeProvider",
                "RulesThatAskTheDatabase uses Microsoft.EntityFrameworkCore.DbContext",
                "RulesThatCallAGrain uses AfterSales.Tests.Architecture.Fixtures.Pure.IGadgetGrain",
                "RulesThatCallAGrain uses System.Threading.Tasks.Task",
                "RulesThatReadAFile uses System.IO.File",
            ],
            PureRules.UsesBeyondRules(House.Fixture("Pure").Types));

    [Fact]
    public void Names_are_words_of_the_business() => Assert.Empty(NameRules.NamesThatSayNothing(House.Product));

    [Fact]
    public void Names_that_say_nothing_are_found() =>
        Assert.Equal(
            ["namespace AfterSales.Tests.Architecture.Fixtures.Names.Common: Common", "type DateUtils: Utils", "type TicketHelper: Helper", "type TicketManager: Manager"],
            NameRules.NamesThatSayNothing(House.Fixture("Names").Types));

    [Fact]
    public void Grains_call_each_other_in_one_direction_only() => Assert.Empty(GrainCallRules.CallsThatLeadBack(House.Product));

    [Fact]
    public void The_calls_of_the_product_are_seen() =>
        Assert.Contains("TechnicianGrain", GrainCallRules.Calls(House.Product)["TicketGrain"]);

    [Fact]
    public void Grains_that_could_wait_for_each_other_are_found_even_by_way_of_another_class() =>
        Assert.Equal(
            ["BossGrain → ClerkGrain", "ClerkGrain → BossGrain", "LonelyGrain → LonelyGrain"],
            GrainCallRules.CallsThatLeadBack(House.Fixture("Calls").Types));

    [Fact]
    public void Only_the_engine_knows_the_GraphQL_library() =>
        Assert.Empty(GraphQLRules.UsesOfTheEngine(House.Product, "AfterSales.Api.Engine"));

    [Fact]
    public void A_use_of_the_GraphQL_library_outside_the_engine_is_found_and_its_attributes_are_not()
    {
        var (types, root) = House.Fixture("Graph");
        Assert.Equal(
            [$"{root}.ResolverThatBuildsASchema", $"{root}.ResolverThatParses"],
            GraphQLRules.UsesOfTheEngine(types, root + ".Engine").Select(violation => violation.Split(' ')[0]).Distinct());
    }

    [Fact]
    public void Every_serialised_type_has_an_alias_of_its_own()
    {
        Assert.Empty(SerializationRules.SerialisedTypesWithoutAlias(House.Product));
        Assert.Empty(SerializationRules.AliasesUsedTwice(House.Product));
    }

    [Fact]
    public void Every_serialised_member_has_its_id() => Assert.Empty(SerializationRules.MembersWithoutId(House.Product));

    [Fact]
    public void Serialised_types_without_alias_and_members_without_id_are_found()
    {
        var (types, _) = House.Fixture("Serialised");
        Assert.Equal(["NoAlias has no [Alias]"], SerializationRules.SerialisedTypesWithoutAlias(types));
        Assert.Equal(["NoIds.Count has no [Id]", "NoIds.Plain has no [Id]"], SerializationRules.MembersWithoutId(types));
    }

    [Fact]
    public void An_alias_that_two_types_share_is_found()
    {
        // Compiled like that, the assembly of the tests would not start Orleans.
        var (types, _) = House.Fixture("Serialised");
        var alias = types.Single(t => t.Name == "SecondOfTheName").Definition.CustomAttributes.Single(a => a.AttributeType.Name == "AliasAttribute");
        alias.ConstructorArguments[0] = new CustomAttributeArgument(alias.ConstructorArguments[0].Type, "first");
        Assert.Equal(["first: FirstOfTheName, SecondOfTheName"], SerializationRules.AliasesUsedTwice(types));
    }

    [Fact]
    public void Projects_reference_only_what_the_house_allows() => Assert.Empty(House.Projects.SelectMany(ProjectRules.ReferencesThatAreNotAllowed));

    [Fact]
    public void A_console_that_references_the_service_is_found()
    {
        Assert.Equal(["AfterSales.Console → AfterSales"], ProjectRules.ReferencesThatAreNotAllowed(new ProjectFile("AfterSales.Console", ["AfterSales"], [])));
        Assert.Equal(["AfterSales.Gadgets is no known project"], ProjectRules.ReferencesThatAreNotAllowed(new ProjectFile("AfterSales.Gadgets", [], [])));
    }

    [Fact]
    public void Nothing_maps_by_reflection()
    {
        Assert.Empty(ProjectRules.MappersByReflection(House.AllProjects.SelectMany(p => p.Packages)));
        Assert.Empty(ProjectRules.MappersByReflection(House.Product[0].Definition.Module.AssemblyReferences.Select(a => a.Name)));
    }

    [Fact]
    public void A_mapper_by_reflection_is_found() =>
        Assert.Equal(["AutoMapper", "Mapster.DependencyInjection"], ProjectRules.MappersByReflection(["CsvHelper", "AutoMapper", "Mapster.DependencyInjection"]));

    [Fact]
    public void A_folder_is_its_namespace_and_no_file_has_regions()
    {
        Assert.Empty(SourceFileRules.FilesOutsideTheirNamespace(House.Sources));
        Assert.Empty(SourceFileRules.FilesWithRegions(House.Sources));
    }

    [Fact]
    public void A_file_in_the_wrong_folder_and_one_with_regions_are_found()
    {
        SourceFile[] files =
        [
            new("AfterSales/Tickets/Ticket.cs", "using System;\nnamespace AfterSales.Customers;\nclass Ticket;"),
            new("AfterSales/Tickets/Visit.cs", "namespace AfterSales.Tickets;\n  #region fields\n  #endregion"),
            new("AfterSales.Host/Program.cs", "var builder = 1;"),
        ];
        Assert.Equal(["AfterSales/Tickets/Ticket.cs: AfterSales.Customers"], SourceFileRules.FilesOutsideTheirNamespace(files));
        Assert.Equal(["AfterSales/Tickets/Visit.cs"], SourceFileRules.FilesWithRegions(files));
    }
}
