using AfterSales.Access;

namespace AfterSales.Tests.Access;

public sealed class PermissionsTests
{
    /// <summary>Who may do what, to be read by a person whenever it changes: correct it here only on purpose.</summary>
    private const string Matrix = """
        Receptionist: UseOwnAccount, SeeTickets, RegisterTickets, SeeCustomers, KeepCustomerFiles, SeeTechnicians, SeeBranches, SeeFollowUps, SeeAbsences, SeeComplaints, TakeComplaints, SeeEnquiries, TakeEnquiries, SeeContracts, SeeTasks, WorkTasks, SeePolicies, SeeCatalogue
        Dispatcher: UseOwnAccount, SeeTickets, RegisterTickets, DispatchTickets, ServeTickets, CompleteTickets, SeeCustomers, KeepCustomerFiles, ImportCustomers, SeeTechnicians, SeeBranches, SeeFollowUps, AssignFollowUps, SeeAbsences, NameSubstitutes, SeeSurveys, SeeEnquiries, TakeEnquiries, SeeContracts, KeepContracts, SeeTasks, WorkTasks, SeePolicies, SeePerformance, SeeCatalogue
        Technician: UseOwnAccount, SeeTickets, ServeTickets, SeeCustomers, SeeBranches, SeePolicies, SeeCatalogue
        FollowUpAgent: UseOwnAccount, SeeTickets, RegisterTickets, SeeCustomers, KeepCustomerFiles, SeeTechnicians, SeeBranches, SeeFollowUps, RecordFollowUps, SeeAbsences, SeeSurveys, SendSurveys, SeeComplaints, TakeComplaints, SeeEnquiries, TakeEnquiries, SeeContracts, KeepContracts, SeeTasks, WorkTasks, SeePolicies, SeeCatalogue
        Storekeeper: UseOwnAccount, SeeTickets, SeeBranches, SeeTasks, WorkTasks, SeePolicies, SeeCatalogue
        Accountant: UseOwnAccount, SeeTickets, SeeCustomers, SeeBranches, SeeContracts, SeeTasks, WorkTasks, SeePolicies, SeeCatalogue
        BranchManager: UseOwnAccount, SeeTickets, RegisterTickets, DispatchTickets, CompleteTickets, SeeCustomers, KeepCustomerFiles, ImportCustomers, SeeTechnicians, ManageTechnicians, SeeBranches, SeeFollowUps, RecordFollowUps, AssignFollowUps, SeeAbsences, NameSubstitutes, SeeSurveys, SeeComplaints, SeeEnquiries, TakeEnquiries, SeeContracts, KeepContracts, SeeTasks, WorkTasks, SeePolicies, SeePerformance, SeeCatalogue
        ComplaintOfficer: UseOwnAccount, SeeTickets, SeeCustomers, SeeTechnicians, SeeBranches, SeeFollowUps, SeeAbsences, SeeSurveys, SeeComplaints, TakeComplaints, AnswerComplaints, SeeEnquiries, SeeContracts, SeeTasks, WorkTasks, SeePolicies, SeeCatalogue
        QualityEngineer: UseOwnAccount, SeeTickets, SeeCustomers, SeeTechnicians, SeeBranches, SeeFollowUps, SeeAbsences, SeeSurveys, SeeComplaints, SeeEnquiries, SeeContracts, SeeTasks, WorkTasks, SeePolicies, SeePerformance, SeeCatalogue, JudgeFaults
        Inspector: UseOwnAccount, SeeBranches, SeePolicies, SeeCatalogue
        ServiceDirector: UseOwnAccount, SeeTickets, SeeCustomers, SeeTechnicians, SeeBranches, SeeFollowUps, SeeAbsences, SeeSurveys, SendSurveys, SeeComplaints, TakeComplaints, AnswerComplaints, SeeEnquiries, SeeContracts, SeeTasks, WorkTasks, SeePolicies, ManagePolicies, SeePerformance, SeeCatalogue, ManageCatalogue, JudgeFaults
        DepartmentMember: UseOwnAccount, SeeBranches, SeeTasks, WorkTasks, SeePolicies, SeeCatalogue
        ProjectManager: UseOwnAccount, SeeTickets, SeeCustomers, SeeTechnicians, SeeBranches, SeeFollowUps, SeeAbsences, SeeEnquiries, SeeContracts, SeeTasks, WorkTasks, SeePolicies, SeeCatalogue
        Supplier: UseOwnAccount, SeeCatalogue
        Dealer: UseOwnAccount, SeeCatalogue
        Administrator: UseOwnAccount, SeeTickets, SeeCustomers, KeepCustomerFiles, ImportCustomers, SeeTechnicians, ManageTechnicians, SeeBranches, ManageBranches, ManageAccounts, SeeFollowUps, SeeAbsences, SeeEnquiries, SeeContracts, KeepContracts, SeeTasks, WorkTasks, SeePolicies, ManagePolicies, SeePerformance, OperateService, MoveDemoTime, SeeCatalogue, ManageCatalogue
        SalesManager: UseOwnAccount, SeeTickets, SeeCustomers, SeeTechnicians, SeeBranches, SeeFollowUps, SeeAbsences, SeeEnquiries, TakeEnquiries, SeeContracts, SeeTasks, WorkTasks, SeePolicies, SeeCatalogue
        """;

    [Fact]
    public void Each_role_holds_exactly_the_permissions_that_were_agreed() =>
        Assert.Equal(Matrix.ReplaceLineEndings("\n"), string.Join('\n', Enum.GetValues<Role>().Select(Line)));

    [Fact]
    public void Each_permission_is_held_by_somebody() =>
        Assert.All(Enum.GetValues<Permission>().Except(Permissions.OfEverybody), p => Assert.Contains(Enum.GetValues<Role>(), r => Permissions.Of(r).Contains(p)));

    [Fact]
    public void Nobody_may_do_nothing_but_follow_a_signed_link() =>
        Assert.Equal([Permission.FollowSignedLink], Enum.GetValues<Permission>().Where(Caller.Nobody.May));

    private static string Line(Role role) =>
        $"{role}: {string.Join(", ", Permissions.Of(role).Order())}";
}
