// A stack and a tab-like screen with a stack inside, on React Navigation's own routers.

import { trackNavigation, useScreenTracking } from '@millstream/analytics-react-native';
import {
  createNavigationContainerRef,
  createNavigatorFactory,
  NavigationContainer,
  StackRouter,
  TabRouter,
  useNavigationBuilder,
} from '@react-navigation/native';
import { createElement } from 'react';
import { act, create } from 'react-test-renderer';

function navigator(router) {
  function Navigator({ children, screenOptions, initialRouteName }) {
    const { state, descriptors, NavigationContent } = useNavigationBuilder(router, {
      children,
      screenOptions,
      initialRouteName,
    });
    return createElement(NavigationContent, null, descriptors[state.routes[state.index].key].render());
  }
  return createNavigatorFactory(Navigator)();
}

const Empty = () => null;
const Stack = navigator(StackRouter);
const Tabs = navigator(TabRouter);
const Home = () =>
  createElement(
    Tabs.Navigator,
    null,
    createElement(Tabs.Screen, { name: 'Feed', component: Empty }),
    createElement(Tabs.Screen, { name: 'Profile', component: Empty }),
  );

function Tracked({ navigation, children }) {
  useScreenTracking(navigation);
  return children;
}

/** Mounts the app. @param how whether screens are tracked by the function before it is mounted, or by the hook around it */
export async function mountNavigation(how, initialState) {
  const navigation = createNavigationContainerRef();
  const stop = how === 'function' ? trackNavigation(navigation) : undefined;
  const container = createElement(
    NavigationContainer,
    { ref: navigation, initialState },
    createElement(
      Stack.Navigator,
      null,
      createElement(Stack.Screen, { name: 'Home', component: Home }),
      createElement(Stack.Screen, { name: 'Details', component: Empty }),
    ),
  );
  const root = how === 'hook' ? createElement(Tracked, { navigation }, container) : container;
  let renderer;
  await act(async () => {
    renderer = create(root);
  });
  return {
    navigate: (...target) => act(async () => navigation.navigate(...target)),
    push: (name) => act(async () => navigation.dispatch({ type: 'PUSH', payload: { name } })),
    setParams: (params) => act(async () => navigation.setParams(params)),
    back: () => act(async () => navigation.goBack()),
    unmount: () => act(async () => renderer.unmount()),
    stop,
  };
}
